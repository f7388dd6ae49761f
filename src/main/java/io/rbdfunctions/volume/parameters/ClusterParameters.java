package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import org.jspecify.annotations.Nullable;

/**
 * The class parameters that say which cluster and pool an image is in and as whom to go there.
 *
 * @param user null when the class names none: then the Secret's own user id, or else {@code admin} (rule P15)
 */
public record ClusterParameters(
        Monitors monitors, PoolName pool, @Nullable CephUser user, ObjectKey adminSecret) {}
