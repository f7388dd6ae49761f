/** Reads the configuration of ceph-csi: the clusters by their {@code clusterID}. */
@NullMarked
package io.rbdfunctions.kubernetes.csi;

import org.jspecify.annotations.NullMarked;
