package io.rbdfunctions.function.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the functions are served. */
@ConfigMapping(prefix = "rbd-functions.http")
interface HttpConfig {

    /** How many requests are worked on at once, at least 1; more are sent away with 503. */
    @WithDefault("512")
    @WithConverter(AtLeastOne.class)
    int inFlight();

    /**
     * What the bodies of requests may take of the memory, all together: half of it for those whose senders were asked who they
     * are, half for all others. At least 2 MiB, so that one of the longest has room in either.
     */
    @WithDefault("16M")
    MemorySize bodyMemory();

    /** How long the head of a request may take to arrive. */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long the body may take. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** How long a connection is kept on which nothing arrives; longer than proxies keep theirs, which is 90 s for Knative's. */
    @WithDefault("120s")
    Duration idleTimeout();

    /** The paths that are served, such as {@code /validate}; all where none is named. */
    Optional<Set<String>> paths();
}
