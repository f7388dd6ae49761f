package io.rbdfunctions.function.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which callers must authenticate. */
@ConfigMapping(prefix = "rbd-functions")
interface AuthConfig {
    /** For requests of operations, both calls and events. */
    @WithDefault("rbac")
    Mode auth();

    Events events();

    /** Events of Knative's sources, which report changes in the cluster. */
    interface Events {
        /** Knative sends no token with them by default. */
        @WithDefault("rbac")
        Mode auth();
    }

    /** How callers are checked. */
    enum Mode {
        /** They need a token and a permission. */
        RBAC,
        /** They are not checked. */
        NONE
    }
}
