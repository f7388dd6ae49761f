package io.rbdfunctions.demo;

/** A step of the demo did not do what it should. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    static void require(boolean met, String message) {
        if (!met) {
            throw new DemoException(message);
        }
    }
}
