package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.Refusal;

/** Reads what a pool holds, or ends with why it cannot be looked into. */
final class OpenPool {
    private OpenPool() {}

    /** A pool that cannot be looked into. */
    static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClosedException(Refusal refusal) {
            super(refusal.detail());
        }
    }

    static <T> T read(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T answer) -> answer;
            case Outcome.Refused<T>(Refusal refusal) -> throw new ClosedException(refusal);
        };
    }
}
