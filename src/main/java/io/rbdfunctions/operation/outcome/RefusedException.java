package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.operation.outcome.Refusal.Reason;

/** Refuses a request from within an operation; {@link FailureClassifier} converts it to {@link Outcome.Refused}. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Reason reason, String detail) {
        this(new Refusal(reason, detail));
    }

    public RefusedException(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
