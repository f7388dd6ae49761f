package io.rbdfunctions.rbd.librbd.ffm;

import java.time.Duration;

/** A call missed its deadline. It cannot be cancelled and may still succeed. */
public final class CallOverdueException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    public CallOverdueException(Duration deadline) {
        super("librbd did not answer within %d ms".formatted(deadline.toMillis()));
    }
}
