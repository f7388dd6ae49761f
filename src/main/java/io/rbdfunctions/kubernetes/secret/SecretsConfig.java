package io.rbdfunctions.kubernetes.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Settings for reading Ceph keys. */
@ConfigMapping(prefix = "rbd-functions.secrets")
interface SecretsConfig {
    /** Directory with files {@code <namespace>/<name>/key}. Without it keys are read from the API server. */
    Optional<Path> directory();
}
