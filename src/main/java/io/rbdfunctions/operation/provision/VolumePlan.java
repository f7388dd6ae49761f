package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeSpec;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.parameters.ClassParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link ProvisionRequest} and its class, validated as a whole before anything is created. */
public record VolumePlan(
        ProvisionRequest request,
        ResolvedClass storageClass,
        ClassParameters parameters,
        List<AccessMode> accessModes,
        Identity identity) {
    /** The names of a volume and its image. They are the same on every attempt, except for anonymous requests. */
    public record Identity(ObjectName volume, ImageName image) {
        static Identity of(ProvisionRequest request) {
            ClaimRef claim = request.claim();
            ImageName existing = request.existingImage();
            ObjectName volume = request.persistentVolumeName();
            if (volume == null) {
                volume = new ObjectName("pvc-" + uid(claim, existing));
            }
            return new Identity(
                    volume, existing == null ? ImageNames.of(volume, claim == null ? null : claim.uid()) : existing);
        }

        private static Uid uid(@Nullable ClaimRef claim, @Nullable ImageName existing) {
            if (claim != null) {
                return claim.uid();
            }
            return existing == null ? Uid.random() : ImageNames.uidOf(existing);
        }
    }

    /** The requested size, rounded up. */
    Capacity size() {
        return storageClass.roundUp().apply(request.size());
    }

    /** The same plan for an existing image. */
    public VolumePlan forImage(ImageName image) {
        ProvisionRequest changed = request.forImage(image);
        return new VolumePlan(changed, storageClass, parameters, accessModes, Identity.of(changed));
    }

    /** The PersistentVolume of the image (rules P18 to P22). */
    PersistentVolume manifest(ImageRef image, Capacity size, CephUser admin, String provisioner) {
        return VolumeManifest.of(new VolumeSpec(
                identity.volume(),
                image,
                size,
                provisioner,
                admin,
                parameters,
                accessModes,
                request.terms().volumeMode(),
                request.reclaimPolicy() == null ? storageClass.reclaimPolicy() : request.reclaimPolicy(),
                request.mountOptions() == null ? storageClass.mountOptions() : request.mountOptions(),
                request.storageClassName(),
                request.terms().attributesClass(),
                request.claim(),
                null));
    }
}
