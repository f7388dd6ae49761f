package io.rbdfunctions.rbd.librbd.ffm;

/** The call was not started because too many are running. */
public final class TooManyCallsException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    public TooManyCallsException() {
        super("too many calls of librbd are running; this one was not started");
    }
}
