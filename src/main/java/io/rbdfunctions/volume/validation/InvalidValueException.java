package io.rbdfunctions.volume.validation;

/** A value that must not exist was asked for. The message says what is wrong and what to give instead. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
