package io.rbdfunctions.kubernetes.secret;

import java.nio.file.Path;

/** Ways to keep keys, for the tests of other packages. */
public final class TestSecrets {
    private TestSecrets() {}

    /** In files {@code <directory>/<namespace>/<name>/key}. */
    public static Secrets inFiles(Path directory) {
        return new FileSecrets(directory);
    }
}
