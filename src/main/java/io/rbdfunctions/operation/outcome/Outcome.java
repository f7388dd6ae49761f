package io.rbdfunctions.operation.outcome;

/**
 * The final result of an operation: repeating the request leads to the same result. Temporary failures are thrown as
 * {@link TryAgainException}.
 */
public sealed interface Outcome<T> {
    /** Returns the answer, or throws {@link RefusedException}. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T answer) -> answer;
            case Refused<T>(Refusal refusal) -> throw new RefusedException(refusal);
        };
    }

    /** The cluster is in the requested state, through this request or an earlier one. */
    record Done<T>(T answer) implements Outcome<T> {}

    /** The request is invalid or conflicts with the state of the cluster. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}
}
