package io.rbdfunctions.rbd.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Configures the engine that runs commands on RBD. */
@ConfigMapping(prefix = "rbd-functions.rbd")
interface RbdConfig {
    enum Engine {
        /** librbd if its libraries can be loaded, otherwise the {@code rbd} command. */
        AUTO,
        LIBRBD,
        CLI
    }

    @WithDefault("auto")
    Engine engine();

    /** The {@code rbd} program: a name on the PATH, or a path. */
    @WithDefault("rbd")
    String program();

    /** Timeout for connecting to a monitor. Whole seconds. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** Timeout for one operation of an OSD. Whole seconds. */
    @WithDefault("20s")
    Duration operationTimeout();

    /** Timeout for a command as a whole. {@code rbd} is killed then; a call of librbd cannot be stopped and goes on. */
    @WithDefault("45s")
    Duration deadline();

    /** The same for {@code rm} and {@code trash rm}, whose duration grows with the size of the image. */
    @WithDefault("240s")
    Duration removeDeadline();

    /** How long to retry a command on a busy image. Races end sooner; the watch of a dead client lasts up to 30 s. */
    @WithDefault("10s")
    Duration busyTimeout();

    /** How long to wait for an image that is listed but cannot be opened: another replica may be creating it. */
    @WithDefault("3s")
    Duration settleTime();

    /** Whether to let the manager of the cluster remove images, where there is one that accepts it from the user. */
    @WithDefault("true")
    boolean managerTasks();

    /** Timeout for a command for the manager. */
    @WithDefault("3s")
    Duration managerDeadline();

    Library librbd();

    /** Limits of the librbd engine. */
    interface Library {
        /** Maximum number of concurrent calls per connection. Default: four times the number of processors. */
        OptionalInt concurrency();

        /** How long a call waits in the queue before it fails with {@code TOO_MANY}. */
        @WithDefault("20s")
        Duration queueTimeout();

        /** Maximum number of connections; there is one per cluster and user. */
        @WithDefault("8")
        int connections();

        /** How long to use a connection before it is replaced. */
        @WithDefault("5m")
        Duration connectionLifetime();
    }
}
