package io.rbdfunctions.kubernetes.manifest;

import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import org.jspecify.annotations.Nullable;

/**
 * What a dynamic volume of ceph-csi has in place of an image name as its handle.
 *
 * @param handle by which ceph-csi finds the journal of the volume
 * @param journalPool of the directory of the journal
 * @param monitors to note on the volume; null if the configuration of ceph-csi has them
 */
public record DynamicVolume(
        String handle, PoolName journalPool, @Nullable Monitors monitors) {}
