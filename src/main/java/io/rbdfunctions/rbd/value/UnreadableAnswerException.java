package io.rbdfunctions.rbd.value;

/** {@code rbd} ended well, but what it wrote is not what it writes. */
public final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(Throwable cause) {
        super("rbd's answer cannot be read", cause);
    }
}
