package io.rbdfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapCareTest {
    private final AtomicInteger collections = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private final HeapCare care = new HeapCare(() -> now, collections::incrementAndGet);

    @Test
    void aFunctionThatHasJustStartedCollectsNothing() {
        sweepAfter(Duration.ofSeconds(59));

        assertThat(collections).hasValue(0);
    }

    @Test
    void sweepsInAMinuteCollectOnce() {
        sweepAfter(Duration.ofSeconds(60));
        sweepAfter(Duration.ofSeconds(1));
        sweepAfter(Duration.ofSeconds(58));

        assertThat(collections).hasValue(1);
    }

    @Test
    void eachMinuteHasItsOwn() {
        sweepAfter(Duration.ofMinutes(10));
        sweepAfter(Duration.ofMinutes(1));

        assertThat(collections).hasValue(2);
    }

    private void sweepAfter(Duration time) {
        now = now.plus(time);
        care.afterSweep();
    }
}
