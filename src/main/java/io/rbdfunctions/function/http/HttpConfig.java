package io.rbdfunctions.function.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which callers must authenticate, and limits of the HTTP server that Quarkus does not have. */
@ConfigMapping(prefix = "rbd-functions")
interface HttpConfig {
    /** For requests of operations, both calls and events. */
    @WithDefault("rbac")
    Auth auth();

    /** For events of Knative's sources, which report changes in the cluster. Knative sends no token by default. */
    @WithName("events.auth")
    @WithDefault("rbac")
    Auth eventsAuth();

    /** The maximum number of concurrent requests, at least 1; more get 503. */
    @WithName("http.in-flight")
    @WithDefault("512")
    int inFlight();

    /**
     * The memory for all request bodies together: half for authenticated senders, half for all others. At least 2 MiB, so
     * that a body of maximum size fits into either half.
     */
    @WithName("http.body-memory")
    @WithDefault("16M")
    MemorySize bodyMemory();

    /** The time in which a body must arrive. */
    @WithName("http.body-timeout")
    @WithDefault("10s")
    Duration bodyTimeout();

    /** The paths that are served, such as {@code /validate}; empty for all. */
    @WithName("http.paths")
    Optional<Set<String>> paths();

    /** How callers are checked. */
    enum Auth {
        /** They need a token and a permission. */
        RBAC,
        /** They are not checked. */
        NONE
    }
}
