package io.rbdfunctions.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Instant ORIGIN = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void advancesByElapsedTimeOnly() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        InstantSource monotonic = Clocks.monotonic(ORIGIN, nanos::get);

        assertThat(monotonic.instant()).isEqualTo(ORIGIN);
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(monotonic.instant()).isEqualTo(ORIGIN.plusSeconds(90));
    }
}
