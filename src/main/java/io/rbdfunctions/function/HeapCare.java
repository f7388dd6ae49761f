package io.rbdfunctions.function;

import io.rbdfunctions.concurrent.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has the JVM collect all of its heap behind a sweep, which comes now and then for as long as a function lives; once a
 * minute at most, and in no function that has just started. What was remembered for some seconds, or read by a sweep, is
 * among the old objects by then, and the serial collector lets those lie until the heap may grow no more: some 6 MB an
 * hour at full load, up to the 128 MB.
 */
@Singleton
final class HeapCare {
    private static final Duration REST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Runnable collection;
    /** When there may be another, in milliseconds. */
    private final AtomicLong next;

    @Inject
    HeapCare(@MonotonicClock InstantSource clock) {
        this(clock, System::gc);
    }

    HeapCare(InstantSource clock, Runnable collection) {
        this.clock = clock;
        this.collection = collection;
        next = new AtomicLong(clock.millis() + REST.toMillis());
    }

    void afterSweep() {
        long now = clock.millis();
        long due = next.get();
        if (now >= due && next.compareAndSet(due, now + REST.toMillis())) {
            collection.run();
        }
    }
}
