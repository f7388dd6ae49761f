package io.rbdfunctions.observe;

import io.rbdfunctions.operation.Words;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Counts what no operation tells of: requests that got no further than the door, and questions. */
@Singleton
public final class Requests {
    private final Instance<Tallies> tallies;

    /** @param tallies are made when there is something to count */
    Requests(Instance<Tallies> tallies) {
        this.tallies = tallies;
    }

    /** A request was sent away, for one of few reasons. */
    public void refused(Enum<?> reason) {
        tallies.get().instruments().countRefused(reason);
    }

    /** A change was objected to, for one of few reasons. */
    public void objected(Enum<?> reason) {
        tallies.get().instruments().countReview(Words.label(reason));
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
