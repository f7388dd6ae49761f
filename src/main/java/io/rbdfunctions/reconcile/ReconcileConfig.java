package io.rbdfunctions.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the reconciliation and the sweep. */
@ConfigMapping(prefix = "rbd-functions.reconcile")
public interface ReconcileConfig {
    /** How many failed claims, volumes and attachments each replica retries; the sweep handles the rest. */
    @WithDefault("1000")
    int retryQueueSize();

    /** How long a sweep may take; the next one continues where it stopped. Must be less than the request's deadline. */
    @WithDefault("240s")
    Duration sweepTime();

    /** How many objects a sweep reconciles in parallel. */
    @WithDefault("8")
    int sweepParallelism();

    /** How many objects one list call to the API server returns. */
    @WithDefault("500")
    int pageSize();
}
