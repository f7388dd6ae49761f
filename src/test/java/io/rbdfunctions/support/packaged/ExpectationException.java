package io.rbdfunctions.support.packaged;

/** A step did not do what it should. */
public final class ExpectationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExpectationException(String message) {
        super(message);
    }

    public static void require(boolean met, String message) {
        if (!met) {
            throw new ExpectationException(message);
        }
    }
}
