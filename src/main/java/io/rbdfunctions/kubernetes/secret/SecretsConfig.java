package io.rbdfunctions.kubernetes.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where Ceph keys are read from. */
@ConfigMapping(prefix = "rbd-functions.secrets")
interface SecretsConfig {
    /** The directory of {@code <namespace>/<name>/key} files; the API server's Secrets when there is none. */
    Optional<Path> directory();
}
