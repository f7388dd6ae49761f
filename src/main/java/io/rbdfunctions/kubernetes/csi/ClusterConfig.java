package io.rbdfunctions.kubernetes.csi;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the configuration of ceph-csi is. */
@ConfigMapping(prefix = "rbd-functions.csi")
public interface ClusterConfig {
    /** The ConfigMap of ceph-csi or Rook, as {@code namespace/name}. */
    Optional<String> clusterConfig();

    /** The same as a file, such as {@code config.json} of the mounted ConfigMap. Takes precedence. */
    Optional<Path> clusterConfigFile();
}
