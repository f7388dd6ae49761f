package io.rbdfunctions.function.event;

/** Ends the request of an event well, with nothing to reply: Funqy itself always replies where a function may. */
public final class NoReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoReplyException() {
        super("there is nothing to reply", null, false, false);
    }
}
