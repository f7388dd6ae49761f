package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import org.jspecify.annotations.Nullable;

/**
 * The class parameters that identify the cluster, the pool and the user.
 *
 * @param namespace of the images in the pool
 * @param journalPool the pool of the directory of ceph-csi's journal; null for a class without CSI volumes
 * @param user null for the user id in the Secret, or {@code admin} (rule P15)
 */
public record ClusterParameters(
        Monitors monitors,
        PoolName pool,
        RadosNamespace namespace,
        @Nullable PoolName journalPool,
        @Nullable CephUser user,
        ObjectKey adminSecret) {
    /** Where the images are. */
    public PoolSpec poolSpec() {
        return new PoolSpec(pool, namespace);
    }
}
