package io.rbdfunctions.operation.access;

/**
 * What a caller must be allowed: as a rule of a ClusterRole has it, a verb on a non-resource URL.
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
