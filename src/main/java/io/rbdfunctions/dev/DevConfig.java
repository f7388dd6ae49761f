package io.rbdfunctions.dev;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The throw-away Ceph of the dev mode. */
@ConfigMapping(prefix = "rbd-functions.dev")
interface DevConfig {
    /** Whether to start one. */
    @WithDefault("true")
    boolean ceph();

    /** Where it lives; the keys are in {@code secrets} below. */
    @WithDefault("target/dev-ceph")
    Path directory();
}
