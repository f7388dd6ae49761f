package io.rbdfunctions.operation.image;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What is noted on the images of dynamic volumes. */
@ConfigMapping(prefix = "rbd-functions.csi")
public interface ImageTagConfig {
    /** The {@code --clustername} of ceph-csi: the name of the Kubernetes cluster. */
    Optional<String> clusterName();
}
