package io.rbdfunctions.operation;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.VolumeManifest;
import io.rbdfunctions.kubernetes.VolumeSpec;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.CephUser;
import io.rbdfunctions.volume.ImageRef;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;

/** Puts together what the PersistentVolume of a plan says (rules P18 to P22). */
@Singleton
final class Manifests {
    private final String provisioner;

    Manifests(OperationConfig config) {
        this.provisioner = config.provisioner();
    }

    PersistentVolume of(VolumePlan plan, ObjectName name, ImageRef image, Capacity size, CephUser admin) {
        ProvisionRequest request = plan.request();
        ResolvedClass storageClass = plan.storageClass();
        return VolumeManifest.of(new VolumeSpec(
                name,
                image,
                size,
                provisioner,
                admin,
                plan.parameters(),
                plan.accessModes(),
                request.volumeMode(),
                request.reclaimPolicy() == null ? storageClass.reclaimPolicy() : request.reclaimPolicy(),
                request.mountOptions() == null ? storageClass.mountOptions() : request.mountOptions(),
                request.storageClassName(),
                request.claim()));
    }
}
