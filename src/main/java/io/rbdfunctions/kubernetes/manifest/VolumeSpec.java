package io.rbdfunctions.kubernetes.manifest;

import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.parameters.ClassParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a PersistentVolume over an image says.
 *
 * @param provisioner who made it, so that no other deletes it
 * @param admin whom we work as; the nodes' user, too, where the class names none (rule P15)
 * @param volumeMode null where the claim says nothing (rule P20)
 */
public record VolumeSpec(
        ObjectName name,
        ImageRef image,
        Capacity capacity,
        String provisioner,
        CephUser admin,
        ClassParameters parameters,
        List<AccessMode> accessModes,
        @Nullable VolumeMode volumeMode,
        ReclaimPolicy reclaimPolicy,
        List<String> mountOptions,
        @Nullable ObjectName storageClassName,
        @Nullable ClaimRef claim) {}
