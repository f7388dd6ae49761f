package io.rbdfunctions.kubernetes.secret;

import java.nio.file.Path;

/** Creates {@link Secrets} for tests of other packages. */
public final class TestSecrets {
    private TestSecrets() {}

    /** Reads files {@code <directory>/<namespace>/<name>/key}. */
    public static Secrets inFiles(Path directory) {
        return new FileSecrets(directory);
    }
}
