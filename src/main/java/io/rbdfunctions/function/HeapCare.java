package io.rbdfunctions.function;

import io.rbdfunctions.concurrent.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collects the whole heap after a sweep, at most once a minute. A sweep leaves many old objects, and the serial collector
 * does not collect those before the heap has grown to its limit of 128 MB.
 */
@Singleton
final class HeapCare {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Runnable collection;
    /** The earliest time of the next collection, in milliseconds. */
    private final AtomicLong next;

    @Inject
    HeapCare(@MonotonicClock InstantSource clock) {
        this(clock, System::gc);
    }

    HeapCare(InstantSource clock, Runnable collection) {
        this.clock = clock;
        this.collection = collection;
        next = new AtomicLong(clock.millis() + PAUSE.toMillis());
    }

    void afterSweep() {
        long now = clock.millis();
        long due = next.get();
        if (now >= due && next.compareAndSet(due, now + PAUSE.toMillis())) {
            collection.run();
        }
    }
}
