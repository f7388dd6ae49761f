package io.rbdfunctions.concurrent;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Tells the time. */
final class Clocks {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @MonotonicClock
    InstantSource steadyClock() {
        return steady(Instant.now(), System::nanoTime);
    }

    /** One that begins at the instant, and goes on by nanoseconds that are counted from any beginning. */
    static InstantSource steady(Instant begin, LongSupplier nanos) {
        long start = nanos.getAsLong();
        return () -> begin.plusNanos(nanos.getAsLong() - start);
    }
}
