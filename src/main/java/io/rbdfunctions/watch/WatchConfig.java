package io.rbdfunctions.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Optional;

/** Settings of the watch, for a process that always runs. */
@ConfigMapping(prefix = "rbd-functions.watch")
public interface WatchConfig {
    /** Whether this process watches claims and volumes, and needs no events. */
    @WithParentName
    @WithDefault("false")
    boolean isEnabled();

    /** How many claims, volumes and contents of snapshots are reconciled at the same time, and how many attachments beside them. */
    @WithDefault("16")
    int parallelism();

    /** The time between two sweeps. */
    @WithDefault("15m")
    Duration sweepInterval();

    /** The time between two looks at the room of the classes, for the objects that tell the scheduler. */
    @WithDefault("1m")
    Duration capacityInterval();

    /** The name of the Lease, in the namespace of this pod, by which one of several replicas is elected to watch. */
    Optional<String> lease();
}
