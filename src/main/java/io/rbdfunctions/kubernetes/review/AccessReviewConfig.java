package io.rbdfunctions.kubernetes.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings for the authentication and authorization of callers. */
@ConfigMapping(prefix = "rbd-functions.auth")
interface AccessReviewConfig {
    /** How long successful checks are cached, and so how long a revoked permission still works; 0 disables the cache. */
    @WithDefault("10s")
    Duration cacheTtl();

    /** Audiences of which a token must have at least one. Without any, a token must be valid for the API server. */
    Optional<Set<String>> audiences();
}
