package io.rbdfunctions.operation.access;

/**
 * A permission as in the rule of a ClusterRole: a verb on a non-resource URL.
 *
 * @param path such as {@code /delete}
 */
public record Permission(String verb, String path) {
    public static Permission post(String path) {
        return new Permission("post", path);
    }

    @Override
    public String toString() {
        return "\"%s\" the non-resource URL \"%s\"".formatted(verb, path);
    }
}
