package io.rbdfunctions.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aSteadyClockGoesOnByWhatPassesOnly() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        InstantSource steady = Clocks.steady(BEGIN, nanos::get);

        assertThat(steady.instant()).isEqualTo(BEGIN);
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(steady.instant()).isEqualTo(BEGIN.plusSeconds(90));
    }
}
