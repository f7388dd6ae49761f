package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeSpec;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;

/** Creates the PersistentVolume manifest of a plan (rules P18 to P22). */
@Singleton
public final class PersistentVolumeFactory {
    private final String provisioner;

    public PersistentVolumeFactory(ProvisionerConfig config) {
        this.provisioner = config.provisioner();
    }

    PersistentVolume create(VolumePlan plan, ImageRef image, Capacity size, CephUser admin) {
        ProvisionRequest request = plan.request();
        ResolvedClass storageClass = plan.storageClass();
        return VolumeManifest.of(new VolumeSpec(
                plan.identity().volume(),
                image,
                size,
                provisioner,
                admin,
                plan.parameters(),
                plan.accessModes(),
                request.terms().volumeMode(),
                request.reclaimPolicy() == null ? storageClass.reclaimPolicy() : request.reclaimPolicy(),
                request.mountOptions() == null ? storageClass.mountOptions() : request.mountOptions(),
                request.storageClassName(),
                request.claim()));
    }
}
