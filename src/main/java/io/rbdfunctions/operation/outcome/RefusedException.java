package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.operation.outcome.Refusal.Reason;

/** Ends an operation from within; {@link FailureClassifier} makes an {@link Outcome.Refused} of it. */
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
