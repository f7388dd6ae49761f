package io.rbdfunctions.operation;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is wanted.
 *
 * @param storageClassName the class to write on the volume; null for none
 * @param persistentVolumeName null to name the volume after the claim's uid, or at random without a claim
 * @param accessModes as in the Kubernetes API, verbatim; empty for ReadWriteOnce and ReadOnlyMany (rule P22)
 * @param hasSelector whether a selector was given, be it an empty one (rule P02)
 * @param hasDataSource whether the claim asks for its contents to come from elsewhere
 * @param volumeMode null where the claim says nothing (rule P20)
 * @param reclaimPolicy null for the class's, or else Delete
 * @param mountOptions null for the class's
 * @param dryRun check and read, and change nothing
 */
public record ProvisionRequest(
        Capacity size,
        ClassSource classSource,
        @Nullable ObjectName storageClassName,
        @Nullable ObjectName persistentVolumeName,
        @Nullable ClaimRef claim,
        List<String> accessModes,
        boolean hasSelector,
        boolean hasDataSource,
        @Nullable VolumeMode volumeMode,
        @Nullable ReclaimPolicy reclaimPolicy,
        @Nullable List<String> mountOptions,
        boolean dryRun) {}
