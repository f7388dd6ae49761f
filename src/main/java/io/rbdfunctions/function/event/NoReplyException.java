package io.rbdfunctions.function.event;

/** Ends the request of an event successfully without a reply, which Funqy does not support for functions with an output. */
public final class NoReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoReplyException() {
        super("no reply", null, false, false);
    }
}
