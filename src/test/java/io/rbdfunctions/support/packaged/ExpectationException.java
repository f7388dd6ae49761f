package io.rbdfunctions.support.packaged;

/** A step did not have the expected result. */
public final class ExpectationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExpectationException(String message) {
        super(message);
    }

    public static void require(boolean isMet, String message) {
        if (!isMet) {
            throw new ExpectationException(message);
        }
    }
}
