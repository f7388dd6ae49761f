package io.rbdfunctions.operation.access;

/**
 * What a caller must be allowed: as a rule of a ClusterRole has it, a verb on a non-resource URL.
 *
 * @param path such as {@code /delete}
 */
public record Right(String verb, String path) {
    public static Right post(String path) {
        return new Right("post", path);
    }

    @Override
    public String toString() {
        return "\"%s\" the non-resource URL \"%s\"".formatted(verb, path);
    }
}
