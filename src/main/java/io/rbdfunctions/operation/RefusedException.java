package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Refusal.Reason;

/** Ends an operation from within; {@link Endings} makes an {@link Outcome.Refused} of it. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Reason reason, String detail) {
        super(detail);
        this.refusal = new Refusal(reason, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
