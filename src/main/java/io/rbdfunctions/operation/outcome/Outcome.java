package io.rbdfunctions.operation.outcome;

/**
 * How an operation ended for good: sending the same request again would end the same way. What may end otherwise next
 * time leaves as a {@link TryAgainException}.
 */
public sealed interface Outcome<T> {

    /** The answer; throws {@link RefusedException} where there is none. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T answer) -> answer;
            case Refused<T>(Refusal refusal) -> throw new RefusedException(refusal);
        };
    }

    /** The cluster is in the wanted state, whether this request or an earlier one brought it there. */
    record Done<T>(T answer) implements Outcome<T> {}

    /** The request cannot be met as it and the cluster stand. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}
}
