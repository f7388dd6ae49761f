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
 * The values of a PersistentVolume.
 *
 * @param provisioner the only provisioner that may delete the volume
 * @param admin the Ceph user that manages the image; nodes use it too if the class names no other (rule P15)
 * @param volumeMode null if the claim does not set it (rule P20)
 * @param dynamic null for an in-tree volume, and for a static volume of ceph-csi
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
        @Nullable ObjectName attributesClassName,
        @Nullable ClaimRef claim,
        @Nullable DynamicVolume dynamic) {}
