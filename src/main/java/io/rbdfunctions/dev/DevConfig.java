package io.rbdfunctions.dev;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Settings of the throw-away Ceph and the API server in dev mode. */
@ConfigMapping(prefix = "rbd-functions.dev")
interface DevConfig {
    /** Whether to start a cluster, and an API server with objects for it. */
    @WithDefault("true")
    boolean ceph();

    /** The directory of the cluster; its subdirectory {@code secrets} has the keys. */
    @WithDefault("target/dev-ceph")
    Path directory();
}
