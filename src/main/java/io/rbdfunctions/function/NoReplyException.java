package io.rbdfunctions.function;

/** Ends the request of an event well, with nothing to reply: Funqy itself always replies where a function may. */
final class NoReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoReplyException() {
        super("there is nothing to reply", null, false, false);
    }
}
