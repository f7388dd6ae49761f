package io.rbdfunctions.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the API server is worked with. */
@ConfigMapping(prefix = "rbd-functions.api")
interface ApiConfig {
    /** For how long a class and a key that were read are used again, unless something is refused; 0 for not at all. */
    @WithDefault("5s")
    Duration memory();
}
