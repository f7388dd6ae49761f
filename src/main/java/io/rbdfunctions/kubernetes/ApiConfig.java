package io.rbdfunctions.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the Kubernetes API client. */
@ConfigMapping(prefix = "rbd-functions.api")
public interface ApiConfig {
    /** How long StorageClasses, Ceph keys and quotas are cached; 0 disables the cache. */
    @WithDefault("5s")
    Duration cacheTtl();
}
