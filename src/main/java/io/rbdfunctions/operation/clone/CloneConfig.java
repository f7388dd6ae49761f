package io.rbdfunctions.operation.clone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of chains of clones, which make reading slower; the defaults are those of ceph-csi. */
@ConfigMapping(prefix = "rbd-functions.clones")
public interface CloneConfig {
    /** The largest number of parents, one behind the other, of a new image. */
    @WithDefault("8")
    int maxDepth();

    /** The number of parents above which the manager shortens the chain in the background. */
    @WithDefault("4")
    int flattenAbove();
}
