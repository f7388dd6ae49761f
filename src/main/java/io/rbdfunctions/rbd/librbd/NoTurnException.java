package io.rbdfunctions.rbd.librbd;

/** Too many calls run at once, and none ended in time; this one was not begun. */
public final class NoTurnException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    NoTurnException() {
        super("too many calls of librbd are running; this one was not begun");
    }
}
