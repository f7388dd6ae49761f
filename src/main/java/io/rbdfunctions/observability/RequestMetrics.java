package io.rbdfunctions.observability;

import io.rbdfunctions.operation.outcome.EnumText;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Counts what no operation tells of: requests that got no further than the door, and questions. */
@Singleton
public final class RequestMetrics {
    private final Instance<Counters> tallies;

    /** @param tallies are made when there is something to count */
    RequestMetrics(Instance<Counters> tallies) {
        this.tallies = tallies;
    }

    /** A request was sent away, for one of few reasons. */
    public void refused(Enum<?> reason) {
        tallies.get().instruments().countRefused(reason);
    }

    /** A change was objected to, for one of few reasons. */
    public void objected(Enum<?> reason) {
        tallies.get().instruments().countReview(EnumText.label(reason));
    }

    /** Nothing was objected to. */
    public void allowed() {
        tallies.get().instruments().countReview("allowed");
    }

    /** It could not be told. */
    public void undecided() {
        tallies.get().instruments().countReview("unknown");
    }
}
