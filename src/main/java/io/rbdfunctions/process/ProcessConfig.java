package io.rbdfunctions.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How many programs may run. */
@ConfigMapping(prefix = "rbd-functions.process")
interface ProcessConfig {
    /** How many run at once at the most; twice the number of processors when nothing is said. */
    OptionalInt concurrency();

    /** How long a call waits for its turn before it ends with "busy". */
    @WithDefault("20s")
    Duration queueTimeout();
}
