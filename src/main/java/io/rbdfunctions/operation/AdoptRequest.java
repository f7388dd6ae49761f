package io.rbdfunctions.operation;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is wanted over an image that is there. What may be null is as in {@link ProvisionRequest}.
 *
 * @param persistentVolumeName null to name the volume after the claim, or else after the image
 */
public record AdoptRequest(
        ImageName image,
        ClassSource classSource,
        @Nullable ObjectName storageClassName,
        @Nullable ObjectName persistentVolumeName,
        @Nullable ClaimRef claim,
        List<String> accessModes,
        @Nullable VolumeMode volumeMode,
        @Nullable ReclaimPolicy reclaimPolicy,
        @Nullable List<String> mountOptions) {

    ProvisionRequest ofSize(Capacity size) {
        return new ProvisionRequest(
                size,
                classSource,
                storageClassName,
                persistentVolumeName,
                claim,
                accessModes,
                false,
                false,
                volumeMode,
                reclaimPolicy,
                mountOptions,
                true);
    }
}
