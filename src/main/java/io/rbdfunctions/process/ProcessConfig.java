package io.rbdfunctions.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Limits of child processes. */
@ConfigMapping(prefix = "rbd-functions.process")
interface ProcessConfig {
    /** Maximum number of concurrent processes. Default: twice the number of processors. */
    OptionalInt concurrency();

    /** How long a command waits in the queue before it fails. */
    @WithDefault("20s")
    Duration queueTimeout();
}
