package io.rbdfunctions.operation.storageclass;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the volumes of classes with {@code clusterID}. */
@ConfigMapping(prefix = "rbd-functions.csi")
public interface CsiVolumeConfig {
    @WithDefault("MiB")
    RoundUp roundUp();
}
