package io.rbdfunctions.kubernetes.csi;

import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.RadosNamespace;

/**
 * A cluster in the configuration of ceph-csi.
 *
 * @param namespace of all images of this {@code clusterID}
 */
public record CephCluster(Monitors monitors, RadosNamespace namespace) {}
