package io.rbdfunctions.volume.validation;

/** A value is invalid. The message says what is wrong and what to use instead. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
