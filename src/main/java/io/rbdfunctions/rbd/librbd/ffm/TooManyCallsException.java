package io.rbdfunctions.rbd.librbd.ffm;

/** Too many calls run at once, and none ended in time; this one was not begun. */
public final class TooManyCallsException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    public TooManyCallsException() {
        super("too many calls of librbd are running; this one was not begun");
    }
}
