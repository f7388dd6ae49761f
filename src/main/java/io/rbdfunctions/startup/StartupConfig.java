package io.rbdfunctions.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the start of the process. */
@ConfigMapping(prefix = "rbd-functions")
interface StartupConfig {
    /** Whether to read classes and keys and connect to Ceph in the background at startup. */
    @WithDefault("true")
    boolean prefetch();
}
