package io.rbdfunctions.operation.access;

/**
 * Who sent a request.
 *
 * @param name the user name in Kubernetes, such as {@code system:serviceaccount:ci:bot}
 */
public record Caller(String name) {
    /** An unauthenticated caller, by its name in Kubernetes. */
    public static final Caller ANONYMOUS = new Caller("system:anonymous");

    @Override
    public String toString() {
        return name;
    }
}
