package io.rbdfunctions.support.packaged;

/** A step did not do what it should. */
public final class UnmetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnmetException(String message) {
        super(message);
    }

    public static void require(boolean met, String message) {
        if (!met) {
            throw new UnmetException(message);
        }
    }
}
