package io.rbdfunctions.function.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Which callers must authenticate. */
@ConfigMapping(prefix = "rbd-functions")
interface AuthConfig {
    /** For requests of operations, both calls and events. */
    @WithDefault("rbac")
    Mode auth();

    /** For events of Knative's sources, which report changes in the cluster. Knative sends no token by default. */
    @WithName("events.auth")
    @WithDefault("rbac")
    Mode eventsAuth();

    /** How callers are checked. */
    enum Mode {
        /** They need a token and a permission. */
        RBAC,
        /** They are not checked. */
        NONE
    }
}
