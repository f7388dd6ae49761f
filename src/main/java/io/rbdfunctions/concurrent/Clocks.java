package io.rbdfunctions.concurrent;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Produces the clocks. */
final class Clocks {
    @Produces
    @Singleton
    InstantSource systemClock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @MonotonicClock
    InstantSource monotonicClock() {
        return monotonic(Instant.now(), System::nanoTime);
    }

    /** A clock that starts at {@code origin} and advances as the nanosecond counter does. */
    static InstantSource monotonic(Instant origin, LongSupplier nanos) {
        long start = nanos.getAsLong();
        return () -> origin.plusNanos(nanos.getAsLong() - start);
    }
}
