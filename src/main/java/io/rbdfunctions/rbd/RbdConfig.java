package io.rbdfunctions.rbd;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How RBD is worked with. */
@ConfigMapping(prefix = "rbd-functions.rbd")
interface RbdConfig {
    /** What carries commands out. */
    enum Engine {
        /** librbd where its libraries can be loaded, else the command. */
        AUTO,
        LIBRBD,
        CLI
    }

    @WithDefault("auto")
    Engine engine();

    /** The rbd program: a name on the PATH, or a path. */
    @WithDefault("rbd")
    String program();

    /** How long a client waits for a monitor. Whole seconds. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long a client waits for an OSD to carry out one operation. Whole seconds. */
    @WithDefault("20s")
    Duration operationTimeout();

    /** How long a command may take in all before it is given up: rbd is killed, a call of librbd left to itself. */
    @WithDefault("45s")
    Duration deadline();

    /** The same for rm and trash rm, which take time by the size of the image. */
    @WithDefault("240s")
    Duration removeDeadline();

    /** How long "busy" is waited out: a race is over in less, a dead client's watch lasts up to 30 s. */
    @WithDefault("10s")
    Duration patience();

    /** How long an image that is listed but cannot be opened may be one that another replica is just making. */
    @WithDefault("3s")
    Duration settleTime();

    Library librbd();

    /** How much is done and kept by librbd. */
    interface Library {
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
}
