package io.rbdfunctions.volume.validation;

/**
 * An error in a request.
 *
 * @param field a path such as {@code parameters.pool}
 */
public record Violation(String field, String message) {
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
