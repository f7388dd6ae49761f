package io.rbdfunctions.rbd.command;

/** {@code rbd} succeeded, but its output does not have the expected form. */
public final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(Throwable cause) {
        super("rbd's answer cannot be read", cause);
    }
}
