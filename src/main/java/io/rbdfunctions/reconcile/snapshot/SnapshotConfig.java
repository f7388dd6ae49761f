package io.rbdfunctions.reconcile.snapshot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Settings of the snapshots of Kubernetes. */
@ConfigMapping(prefix = "rbd-functions.snapshots")
public interface SnapshotConfig {
    /** Whether VolumeSnapshotContents are handled, which needs permissions of its own. */
    @WithParentName
    @WithDefault("false")
    boolean isEnabled();
}
