package io.rbdfunctions.kubernetes;

/** The object has changed or been deleted since it was read (404, 409, 410): read it again and decide again. */
public final class StaleObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleObjectException(String message) {
        super(message);
    }
}
