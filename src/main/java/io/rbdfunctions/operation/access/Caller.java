package io.rbdfunctions.operation.access;

/**
 * Who sent a request.
 *
 * @param name as the API server has it, such as {@code system:serviceaccount:ci:bot}
 */
public record Caller(String name) {
    /** Of whom nothing was asked. The API server has the same name for these. */
    public static final Caller ANONYMOUS = new Caller("system:anonymous");

    @Override
    public String toString() {
        return name;
    }
}
