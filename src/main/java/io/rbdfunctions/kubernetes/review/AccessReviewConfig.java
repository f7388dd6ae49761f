package io.rbdfunctions.kubernetes.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How callers are told apart. */
@ConfigMapping(prefix = "rbd-functions.auth")
interface AccessReviewConfig {
    /** For how long it is remembered whose a token is and what they may do; 0 for not at all. A right that is taken away ends by then. */
    @WithDefault("10s")
    Duration memory();

    /** Whom a token must be meant for, one of these at least; the API server itself where none is named. */
    Optional<Set<String>> audiences();
}
