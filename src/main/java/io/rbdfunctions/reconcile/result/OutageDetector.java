package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.concurrent.MonotonicClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which classes' clusters answer this replica. A cluster's silence is the trouble of all only where it is news: when it
 * has answered here before, and no other class's has of late. Else it is its class's own, so that a class with wrong
 * monitors, or one cluster of several that is down, does not hold up the claims of others.
 */
@Singleton
final class OutageDetector {
    private static final Duration OF_LATE = Duration.ofMinutes(1);

    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private final InstantSource clock;

    OutageDetector(@MonotonicClock InstantSource clock) {
        this.clock = clock;
    }

    void heardFrom(String storageClass) {
        last.put(storageClass, clock.instant());
    }

    /** Whether the silence of this class's cluster stands in the way of all work. */
    boolean isOutage(String storageClass) {
        Instant limit = clock.instant().minus(OF_LATE);
        return last.containsKey(storageClass)
                && last.entrySet().stream()
                        .noneMatch(heard -> !heard.getKey().equals(storageClass)
                                && heard.getValue().isAfter(limit));
    }
}
