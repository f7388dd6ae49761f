package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.ClaimRef;
import org.jspecify.annotations.Nullable;

/** Builds the PersistentVolume of an image (rules P18 to P22 and the contract of an external provisioner). */
public final class VolumeManifest {
    /** Annotation that names the provisioner; other provisioners ignore the volume. */
    public static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

    /** Finalizer that keeps a deleted volume until its image is deleted. */
    public static final String FINALIZER = "rbdfunctions.io/image";

    private static final String CREATED_BY = "kubernetes.io/createdby";

    private VolumeManifest() {}

    public static PersistentVolume of(VolumeSpec volume) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(volume.name().value())
                .addToAnnotations(PROVISIONED_BY, volume.provisioner())
                .addToAnnotations(CREATED_BY, "rbd-dynamic-provisioner")
                .addToAnnotations(VolumeAnnotations.annotations(volume))
                .addToFinalizers(FINALIZER)
                .endMetadata()
                .withSpec(VolumeSources.addTo(spec(volume), volume))
                .build();
    }

    private static PersistentVolumeSpec spec(VolumeSpec volume) {
        return new PersistentVolumeSpecBuilder()
                .addToCapacity("storage", new Quantity(volume.capacity().quantity()))
                .withAccessModes(
                        volume.accessModes().stream().map(AccessMode::toString).toList())
                .withPersistentVolumeReclaimPolicy(volume.reclaimPolicy().toString())
                .withMountOptions(volume.mountOptions())
                .withVolumeMode(textOf(volume.volumeMode()))
                .withStorageClassName(textOf(volume.storageClassName()))
                .withClaimRef(claimRef(volume.claim()))
                .build();
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable ObjectReference claimRef(@Nullable ClaimRef claim) {
        if (claim == null) {
            return null;
        }
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.key().namespace().value())
                .withName(claim.key().name().value())
                .withUid(claim.uid().value())
                .build();
    }
}
