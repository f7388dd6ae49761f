package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.concurrent.MonotonicClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Distinguishes a global outage from the failure of one cluster. An unreachable cluster is a global outage only if it
 * answered this replica before and no other cluster has answered in the last minute. Otherwise the failure concerns one
 * class: wrong monitors in a class, or one of several clusters being down, must not block the claims of other classes.
 */
@Singleton
final class OutageDetector {
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final Map<String, Instant> lastAnswers = new ConcurrentHashMap<>();
    private final InstantSource clock;

    OutageDetector(@MonotonicClock InstantSource clock) {
        this.clock = clock;
    }

    /** Records that the cluster of a class answered. */
    void answered(String storageClass) {
        lastAnswers.put(storageClass, clock.instant());
    }

    /** Whether it is a global outage if the cluster of this class is unreachable now. */
    boolean isOutage(String storageClass) {
        Instant limit = clock.instant().minus(RECENT);
        return lastAnswers.containsKey(storageClass)
                && lastAnswers.entrySet().stream()
                        .noneMatch(answer -> !answer.getKey().equals(storageClass)
                                && answer.getValue().isAfter(limit));
    }
}
