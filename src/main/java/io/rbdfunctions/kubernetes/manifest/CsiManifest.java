package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the CSI volume that replaces an in-tree volume of the same image, or a static one of ceph-csi. */
public final class CsiManifest {
    private CsiManifest() {}

    /**
     * Builds a static volume.
     *
     * @throws InvalidValueException if a field of the volume is invalid
     */
    public static PersistentVolume of(PersistentVolume volume, ClassParameters parameters, String provisioner) {
        VolumeView view = new VolumeView(volume);
        return of(volume, ImageRef.of(view.poolName(), view.image().orElse("")), parameters, provisioner, null);
    }

    /**
     * Builds a volume.
     *
     * @param image which a dynamic volume may have under another name
     * @param dynamic null for a static volume
     * @throws InvalidValueException if a field of the volume is invalid
     */
    public static PersistentVolume of(
            PersistentVolume volume,
            ImageRef image,
            ClassParameters parameters,
            String provisioner,
            @Nullable DynamicVolume dynamic) {
        PersistentVolumeSpec spec = volume.getSpec();
        PersistentVolumeBuilder builder = new PersistentVolumeBuilder(
                        VolumeManifest.of(volumeSpec(volume, image, parameters, provisioner, dynamic)))
                .editMetadata()
                .withLabels(volume.getMetadata().getLabels())
                .endMetadata()
                .editSpec()
                .withCapacity(spec.getCapacity())
                .withAccessModes(spec.getAccessModes())
                .withNodeAffinity(spec.getNodeAffinity())
                .withClaimRef(withoutUid(spec.getClaimRef()))
                .editCsi()
                .withFsType(
                        spec.getRbd() == null
                                ? spec.getCsi().getFsType()
                                : spec.getRbd().getFsType())
                .withReadOnly(
                        spec.getRbd() == null
                                ? spec.getCsi().getReadOnly()
                                : spec.getRbd().getReadOnly())
                .endCsi()
                .endSpec();
        if (parameters.cluster().user() == null) {
            // The Secret names the user. It is read again when the image is deleted.
            builder.editMetadata()
                    .removeFromAnnotations(VolumeAnnotations.ADMIN_ID)
                    .endMetadata();
        }
        return builder.build();
    }

    /** The claim that the volume is reserved for; empty if it has no {@code claimRef}. */
    public static Optional<PersistentVolumeClaim> claimOf(PersistentVolume volume) {
        PersistentVolumeSpec spec = volume.getSpec();
        return Optional.ofNullable(spec.getClaimRef())
                .map(claim -> new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace(claim.getNamespace())
                        .withName(claim.getName())
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes(spec.getAccessModes())
                        .withVolumeMode(spec.getVolumeMode())
                        .withStorageClassName(Names.classOf(volume))
                        .withVolumeAttributesClassName(spec.getVolumeAttributesClassName())
                        .withVolumeName(volume.getMetadata().getName())
                        .withNewResources()
                        .withRequests(spec.getCapacity())
                        .endResources()
                        .endSpec()
                        .build());
    }

    private static VolumeSpec volumeSpec(
            PersistentVolume volume,
            ImageRef image,
            ClassParameters parameters,
            String provisioner,
            @Nullable DynamicVolume dynamic) {
        PersistentVolumeSpec spec = volume.getSpec();
        CephUser user = parameters.cluster().user();
        return new VolumeSpec(
                new ObjectName(Objects.requireNonNullElse(volume.getMetadata().getName(), "")),
                image,
                Quantities.storage(spec.getCapacity())
                        .orElseThrow(() -> new InvalidValueException("it has no capacity")),
                provisioner,
                user == null ? CephUser.ADMIN : user,
                parameters,
                List.of(),
                spec.getVolumeMode() == null ? null : VolumeMode.parse(spec.getVolumeMode()),
                ReclaimPolicy.parse(Objects.requireNonNullElse(spec.getPersistentVolumeReclaimPolicy(), "Retain")),
                Objects.requireNonNullElse(spec.getMountOptions(), List.of()),
                Names.classOf(volume).isEmpty() ? null : new ObjectName(Names.classOf(volume)),
                attributesClassOf(spec),
                null,
                dynamic);
    }

    private static @Nullable ObjectName attributesClassOf(PersistentVolumeSpec spec) {
        String name = spec.getVolumeAttributesClassName();
        return name == null || name.isEmpty() ? null : new ObjectName(name);
    }

    /** Reserves the volume for a new claim of the same name. */
    private static @Nullable ObjectReference withoutUid(@Nullable ObjectReference claim) {
        return claim == null
                ? null
                : new ObjectReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("PersistentVolumeClaim")
                        .withNamespace(claim.getNamespace())
                        .withName(claim.getName())
                        .build();
    }
}
