package io.rbdfunctions.rbd;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How much librbd does and keeps. */
@ConfigMapping(prefix = "rbd-functions.rbd.librbd")
interface LibrbdConfig {
    /** How many calls run at once on one connection; four times the number of processors when nothing is said. */
    OptionalInt concurrency();

    /** How long a call waits for its turn before it ends with "busy". */
    @WithDefault("20s")
    Duration queueTimeout();

    /** How many connections are kept, each to one cluster as one user. */
    @WithDefault("8")
    int connections();

    /** How long a connection is kept that nobody uses. */
    @WithDefault("5m")
    Duration idleTimeout();
}
