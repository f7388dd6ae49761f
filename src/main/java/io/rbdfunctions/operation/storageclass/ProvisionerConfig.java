package io.rbdfunctions.operation.storageclass;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The identity of this provisioner. */
@ConfigMapping(prefix = "rbd-functions")
public interface ProvisionerConfig {
    /** The provisioner name in StorageClasses, also written on the PersistentVolumes. */
    @WithDefault("rbdfunctions.io/rbd")
    String provisioner();
}
