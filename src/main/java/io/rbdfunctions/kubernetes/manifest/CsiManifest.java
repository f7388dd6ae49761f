package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the CSI volume that takes the place of an in-tree one, over the same image. */
public final class CsiManifest {
    private CsiManifest() {}

    /** Throws {@code InvalidValueException} when the volume says something that no volume can. */
    public static PersistentVolume of(
            PersistentVolume volume, RBDPersistentVolumeSource rbd, ClassParameters parameters, String provisioner) {
        PersistentVolumeSpec spec = volume.getSpec();
        PersistentVolume made = VolumeManifest.of(volumeSpec(volume, rbd, parameters, provisioner));
        PersistentVolumeBuilder builder = new PersistentVolumeBuilder(made)
                .editMetadata()
                .withLabels(volume.getMetadata().getLabels())
                .endMetadata()
                .editSpec()
                .withCapacity(spec.getCapacity())
                .withAccessModes(spec.getAccessModes())
                .withNodeAffinity(spec.getNodeAffinity())
                .withClaimRef(withoutUid(spec.getClaimRef()))
                .editCsi()
                .withFsType(rbd.getFsType())
                .withReadOnly(rbd.getReadOnly())
                .endCsi()
                .endSpec();
        if (parameters.cluster().user() == null) {
            // Who the admin is then, only the Secret says, and it will say so when the image is deleted.
            builder.editMetadata()
                    .removeFromAnnotations(VolumeAnnotations.ADMIN_ID)
                    .endMetadata();
        }
        return builder.build();
    }

    /** The claim that the volume waits for; empty when it waits for none. */
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
                        .withStorageClassName(Objects.requireNonNullElse(spec.getStorageClassName(), ""))
                        .withVolumeName(volume.getMetadata().getName())
                        .withNewResources()
                        .withRequests(spec.getCapacity())
                        .endResources()
                        .endSpec()
                        .build());
    }

    private static VolumeSpec volumeSpec(
            PersistentVolume volume, RBDPersistentVolumeSource rbd, ClassParameters parameters, String provisioner) {
        PersistentVolumeSpec spec = volume.getSpec();
        PoolName pool =
                rbd.getPool() == null || rbd.getPool().isEmpty() ? PoolName.DEFAULT : new PoolName(rbd.getPool());
        CephUser user = parameters.cluster().user();
        return new VolumeSpec(
                new ObjectName(Objects.requireNonNullElse(volume.getMetadata().getName(), "")),
                new ImageRef(pool, new ImageName(Objects.requireNonNullElse(rbd.getImage(), ""))),
                capacity(spec.getCapacity()),
                provisioner,
                user == null ? CephUser.ADMIN : user,
                in(pool, parameters),
                List.of(),
                spec.getVolumeMode() == null ? null : VolumeMode.parse(spec.getVolumeMode()),
                ReclaimPolicy.parse(Objects.requireNonNullElse(spec.getPersistentVolumeReclaimPolicy(), "Retain")),
                Objects.requireNonNullElse(spec.getMountOptions(), List.of()),
                storageClass(spec),
                null);
    }

    private static @Nullable ObjectName storageClass(PersistentVolumeSpec spec) {
        String name = spec.getStorageClassName();
        return name == null || name.isEmpty() ? null : new ObjectName(name);
    }

    /** The image stays in its pool, whichever the class would take for a new one. */
    private static ClassParameters in(PoolName pool, ClassParameters parameters) {
        ClusterParameters cluster = parameters.cluster();
        return new ClassParameters(
                new ClusterParameters(cluster.monitors(), pool, cluster.user(), cluster.adminSecret()),
                parameters.layout(),
                parameters.source(),
                parameters.userId(),
                parameters.fileSystem(),
                parameters.trashRetention(),
                parameters.sizes());
    }

    private static Capacity capacity(@Nullable Map<String, Quantity> capacity) {
        Quantity storage = capacity == null ? null : capacity.get("storage");
        if (storage == null) {
            throw new InvalidValueException("it has no capacity");
        }
        return Quantities.capacity(storage);
    }

    /** So that the claim can be made anew and bound: until then the volume waits for any claim of the name. */
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
