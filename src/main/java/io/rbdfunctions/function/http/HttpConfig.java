package io.rbdfunctions.function.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Limits of the HTTP server that Quarkus does not have. */
@ConfigMapping(prefix = "rbd-functions.http")
interface HttpConfig {

    /** The maximum number of concurrent requests, at least 1; more get 503. */
    @WithDefault("512")
    int inFlight();

    /**
     * The memory for all request bodies together: half for authenticated senders, half for all others. At least 2 MiB, so
     * that a body of maximum size fits into either half.
     */
    @WithDefault("16M")
    MemorySize bodyMemory();

    /** The time in which a body must arrive. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** The paths that are served, such as {@code /validate}; empty for all. */
    Optional<Set<String>> paths();
}
