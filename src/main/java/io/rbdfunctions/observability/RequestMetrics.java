package io.rbdfunctions.observability;

import io.rbdfunctions.operation.outcome.EnumText;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Counts rejected requests and admission reviews. */
@Singleton
public final class RequestMetrics {
    private final Instance<Counters> counters;

    /** @param counters created on first use */
    RequestMetrics(Instance<Counters> counters) {
        this.counters = counters;
    }

    /** Counts a request that was rejected before it reached a function. */
    public void rejected(Enum<?> reason) {
        counters.get().countRejected(reason);
    }

    /** Counts a change that a review denied. */
    public void denied(Enum<?> reason) {
        counters.get().countReview(EnumText.label(reason));
    }

    /** Counts a change that a review allowed. */
    public void allowed() {
        counters.get().countReview("allowed");
    }

    /** Counts a review that failed. */
    public void undecided() {
        counters.get().countReview("unknown");
    }
}
