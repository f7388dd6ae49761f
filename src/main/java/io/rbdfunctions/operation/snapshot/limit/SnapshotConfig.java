package io.rbdfunctions.operation.snapshot.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of snapshots and clones; the defaults are those of ceph-csi. */
@ConfigMapping(prefix = "rbd-functions.snapshots")
public interface SnapshotConfig {
    /** The number of snapshots of an image with which no other is taken. Linux maps images with at most about 510. */
    @WithDefault("450")
    int maxOfImage();

    /** The number of snapshots of an image above which the manager makes images of snapshots independent of it. */
    @WithDefault("250")
    int flattenAbove();
}
