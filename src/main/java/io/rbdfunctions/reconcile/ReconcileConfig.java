package io.rbdfunctions.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How claims and volumes are brought to where they should be. */
@ConfigMapping(prefix = "rbd-functions.reconcile")
public interface ReconcileConfig {
    /** How many objects with trouble are kept to be tried again; the sweep sees to the rest. */
    @WithDefault("1000")
    int retries();

    /** How long a sweep may take before it stops, to be continued by the next; less than the request's own deadline. */
    @WithDefault("240s")
    Duration sweepTime();

    /** How many objects a sweep works on at once. */
    @WithDefault("8")
    int sweepParallelism();

    /** How many objects are listed by one call to the API server. */
    @WithDefault("500")
    int pageSize();
}
