package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is wanted.
 *
 * @param size what it must hold at least
 * @param storageClassName the class to write on the volume; null for none
 * @param persistentVolumeName null to name the volume after the claim's uid, or at random without a claim
 * @param accessModes as in the Kubernetes API, verbatim; empty for ReadWriteOnce and ReadOnlyMany (rule P22)
 * @param hasSelector whether a selector was given, be it an empty one (rule P02)
 * @param hasDataSource whether the claim asks for its contents to come from elsewhere
 * @param volumeMode null where the claim says nothing (rule P20)
 * @param reclaimPolicy null for the class's, or else Delete
 * @param mountOptions null for the class's
 * @param existingImage the image that it is to be over; null for one that is made for it
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
        @Nullable ImageName existingImage,
        boolean dryRun)
        implements VolumeRequest<Provisioned> {

    /** Whether nothing in the request identifies the volume, so that every such request asks for a new one. */
    boolean namesNothing() {
        return claim == null && persistentVolumeName == null && existingImage == null;
    }

    @Override
    public String verb() {
        return "provision";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.named(claim, persistentVolumeName, existingImage);
    }

    /** For a volume over an image that is made for it. */
    public ProvisionRequest(
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
            boolean dryRun) {
        this(
                size,
                classSource,
                storageClassName,
                persistentVolumeName,
                claim,
                accessModes,
                hasSelector,
                hasDataSource,
                volumeMode,
                reclaimPolicy,
                mountOptions,
                null,
                dryRun);
    }

    /** The same over an image that is there. */
    public ProvisionRequest over(ImageName image) {
        return new ProvisionRequest(
                size,
                classSource,
                storageClassName,
                persistentVolumeName,
                claim,
                accessModes,
                hasSelector,
                hasDataSource,
                volumeMode,
                reclaimPolicy,
                mountOptions,
                image,
                dryRun);
    }
}
