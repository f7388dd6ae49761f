package io.rbdfunctions.function.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may call. */
@ConfigMapping(prefix = "rbd-functions")
interface AuthConfig {
    /** Of what asks for an operation, be it a call or an event. */
    @WithDefault("rbac")
    Mode auth();

    /** Of what tells of something that happened. */
    Events events();

    /** Events as Knative's sources send them. */
    interface Events {
        /** A stock Knative sends no token with them. */
        @WithDefault("rbac")
        Mode auth();
    }

    /** How callers are checked. */
    enum Mode {
        /** They show a token, and must have a right. */
        RBAC,
        /** Not at all. */
        NONE
    }
}
