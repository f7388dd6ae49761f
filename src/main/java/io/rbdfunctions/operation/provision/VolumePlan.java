package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import java.util.List;

/** A {@link ProvisionRequest} and its class, validated as a whole before anything is created. */
public record VolumePlan(
        ProvisionRequest request,
        ResolvedClass storageClass,
        ClassParameters parameters,
        List<AccessMode> accessModes,
        VolumeIdentity identity) {
    /** The requested size in whole MiB. */
    Capacity size() {
        return request.size().roundedUp();
    }

    /** The same plan for an existing image. */
    public VolumePlan forImage(ImageName image) {
        ProvisionRequest changed = request.forImage(image);
        return new VolumePlan(changed, storageClass, parameters, accessModes, VolumeIdentity.of(changed));
    }
}
