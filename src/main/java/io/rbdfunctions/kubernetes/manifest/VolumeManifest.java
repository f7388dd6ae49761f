package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.SecretReference;
import io.fabric8.kubernetes.api.model.SecretReferenceBuilder;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.FileSystemType;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.parameters.VolumeSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the PersistentVolume of an image (rules P18 to P22 and the contract of an external provisioner). */
public final class VolumeManifest {
    /** Annotation that names the provisioner; other provisioners ignore the volume. */
    public static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

    /** Finalizer that keeps a deleted volume until its image is deleted. */
    public static final String FINALIZER = "rbdfunctions.io/image";

    /** Finalizer of the CSI external-provisioner, in whose place this provisioner has the name of the driver. */
    public static final String EXTERNAL_PROVISIONER_FINALIZER = "external-provisioner.volume.kubernetes.io/finalizer";

    /** Finalizer of the controller manager for in-tree volumes, which nobody removes from volumes that were handed over. */
    public static final String IN_TREE_FINALIZER = "kubernetes.io/pv-controller";

    /** Annotation with the capacity before a growth, which kubelet needs to grow the file system. */
    public static final String PRE_RESIZE_CAPACITY = "volume.alpha.kubernetes.io/pre-resize-capacity";

    private static final Map<String, String> CREATED_BY = Map.of("kubernetes.io/createdby", "rbd-dynamic-provisioner");

    private VolumeManifest() {}

    public static PersistentVolume of(VolumeSpec volume) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(volume.name().value())
                .addToAnnotations(PROVISIONED_BY, volume.provisioner())
                .addToAnnotations(volume.dynamic() == null ? CREATED_BY : Map.of())
                .addToAnnotations(VolumeAnnotations.annotations(volume))
                .addToFinalizers(finalizer(volume))
                .endMetadata()
                .withSpec(withSource(spec(volume), volume))
                .build();
    }

    /** Under the name of a CSI driver, the finalizer that the CSI external-provisioner takes off if it deletes the volume. */
    private static String finalizer(VolumeSpec volume) {
        return volume.dynamic() != null && CsiDriver.isOne(volume.provisioner())
                ? EXTERNAL_PROVISIONER_FINALIZER
                : FINALIZER;
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
                .withVolumeAttributesClassName(textOf(volume.attributesClassName()))
                .withClaimRef(claimRef(volume.claim()))
                .build();
    }

    /** Adds the volume source, by which nodes attach the image. */
    private static PersistentVolumeSpec withSource(PersistentVolumeSpec spec, VolumeSpec volume) {
        switch (volume.parameters().source()) {
            case VolumeSource.SecretInTree secret ->
                spec.setRbd(inTree(volume)
                        .withSecretRef(secretReference(secret.name(), secret.namespace()))
                        .build());
            case VolumeSource.KeyringInTree keyring ->
                spec.setRbd(inTree(volume).withKeyring(keyring.path().value()).build());
            case VolumeSource.Csi csi -> spec.setCsi(CsiSource.of(volume, csi));
        }
        return spec;
    }

    /** Rule P21. */
    private static RBDPersistentVolumeSourceBuilder inTree(VolumeSpec volume) {
        CephUser user = volume.parameters().userId();
        return new RBDPersistentVolumeSourceBuilder()
                .withMonitors(volume.parameters().cluster().monitors().addresses())
                .withImage(volume.image().name().value())
                .withPool(volume.image().pool().value())
                .withUser((user == null ? volume.admin() : user).value())
                .withFsType(fileSystem(volume));
    }

    /** Null for a block device (rule P20). */
    static @Nullable String fileSystem(VolumeSpec volume) {
        FileSystemType type = volume.parameters().fileSystem();
        return type == null || volume.volumeMode() == VolumeMode.BLOCK ? null : type.value();
    }

    static SecretReference secretReference(ObjectName name, @Nullable ObjectName namespace) {
        return new SecretReferenceBuilder()
                .withName(name.value())
                .withNamespace(namespace == null ? null : namespace.value())
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
