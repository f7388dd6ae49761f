package io.rbdfunctions.volume.validation;

/** One thing that is wrong with a request. {@code field} is a path as in {@code parameters.pool}. */
public record Violation(String field, String message) {
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
