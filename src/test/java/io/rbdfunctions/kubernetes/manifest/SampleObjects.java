package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import java.util.Map;
import java.util.UUID;

/** Claims and volumes in the states that the API server returns. */
public final class SampleObjects {
    public static final String PROVISIONER = "rbdfunctions.io/rbd";
    static final String UID = "daee4489-7f2e-4102-8056-3ca74de45393";
    public static final String VOLUME = "pvc-" + UID;

    private SampleObjects() {}

    /** As the user creates it. */
    public static PersistentVolumeClaimBuilder claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("data-1")
                .withUid(UID)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("rbd")
                .withVolumeMode("Filesystem")
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity("1Gi")))
                .endResources()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus();
    }

    /** As the controller manager annotates it for a provisioner. */
    public static PersistentVolumeClaimBuilder provisionedBy(String provisioner) {
        return claim().editMetadata()
                .addToAnnotations("volume.kubernetes.io/storage-provisioner", provisioner)
                .addToAnnotations("volume.beta.kubernetes.io/storage-provisioner", provisioner)
                .endMetadata();
    }

    public static PersistentVolumeClaimBuilder bound() {
        return provisionedBy(PROVISIONER)
                .editSpec()
                .withVolumeName(VOLUME)
                .endSpec()
                .editStatus()
                .withPhase("Bound")
                .withCapacity(Map.of("storage", new Quantity("1Gi")))
                .endStatus();
    }

    public static PersistentVolumeClaimBuilder expanding(String size) {
        return bound().editSpec()
                .editResources()
                .withRequests(Map.of("storage", new Quantity(size)))
                .endResources()
                .endSpec();
    }

    /** The image and the volume are expanded, the file system is not. */
    public static PersistentVolumeClaim nodeExpansionPending(String request, String allocated) {
        return expanding(request)
                .editStatus()
                .withAllocatedResources(Map.of("storage", new Quantity(allocated)))
                .withAllocatedResourceStatuses(Map.of("storage", "NodeResizePending"))
                .endStatus()
                .build();
    }

    public static PersistentVolumeClaim fileSystemResizePending(String request) {
        return expanding(request)
                .editStatus()
                .withConditions(new PersistentVolumeClaimConditionBuilder()
                        .withType("FileSystemResizePending")
                        .withStatus("True")
                        .build())
                .endStatus()
                .build();
    }

    public static PersistentVolumeBuilder volume(String phase) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(VOLUME)
                .withUid("c01556b4-8600-4b9b-a0f4-051d2f576c24")
                .addToAnnotations(VolumeManifest.PROVISIONED_BY, PROVISIONER)
                .withFinalizers(VolumeManifest.FINALIZER, "kubernetes.io/pv-protection")
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity("1Gi")))
                .withPersistentVolumeReclaimPolicy("Delete")
                .withStorageClassName("rbd")
                .withNewClaimRef()
                .withKind("PersistentVolumeClaim")
                .withNamespace("default")
                .withName("data-1")
                .withUid(UID)
                .endClaimRef()
                .withNewRbd()
                .withMonitors("10.0.7.52:6789")
                .withPool("kube")
                .withImage("kubernetes-dynamic-pvc-" + UID)
                .endRbd()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus();
    }

    /** A volume of this provisioner whose annotations name its pool. */
    public static PersistentVolume ofImage(String name, String pool, String image) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(VolumeManifest.PROVISIONED_BY, PROVISIONER)
                .addToAnnotations("rbdfunctions.io/monitors", "10.0.7.52:6789")
                .addToAnnotations("rbdfunctions.io/pool", pool)
                .addToAnnotations("rbdfunctions.io/admin-secret-name", "ceph-admin")
                .endMetadata()
                .withNewSpec()
                .withPersistentVolumeReclaimPolicy("Delete")
                .withNewRbd()
                .withPool(pool)
                .withImage(image)
                .endRbd()
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .endStatus()
                .build();
    }

    /** A static volume of a CSI driver, with the finalizer of csi-attacher. */
    public static PersistentVolumeBuilder keptByAttacher(String driver) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pv-" + UUID.randomUUID())
                .withFinalizers(attacherFinalizer(driver))
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity("1Gi")))
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Retain")
                .withNewCsi()
                .withDriver(driver)
                .withVolumeHandle("image-" + UUID.randomUUID())
                .endCsi()
                .endSpec();
    }

    public static String attacherFinalizer(String driver) {
        return "external-attacher/" + driver.replace('.', '-');
    }

    /** As the attach/detach controller creates it for a pod. */
    public static VolumeAttachmentBuilder attachment(String driver, String volume) {
        return new VolumeAttachmentBuilder()
                .withNewMetadata()
                .withName("csi-" + UUID.randomUUID())
                .endMetadata()
                .withNewSpec()
                .withAttacher(driver)
                .withNodeName("node-1")
                .withNewSource()
                .withPersistentVolumeName(volume)
                .endSource()
                .endSpec();
    }

    /** A static CSI volume of this provisioner, whose image is in a RADOS namespace. */
    public static PersistentVolume ofImage(String name, String pool, String namespace, String image) {
        return new PersistentVolumeBuilder(ofImage(name, pool, image))
                .editSpec()
                .withRbd(null)
                .withNewCsi()
                .withDriver("rbd.csi.ceph.com")
                .withVolumeHandle(image)
                .withVolumeAttributes(Map.of("pool", pool, "radosNamespace", namespace, "staticVolume", "true"))
                .endCsi()
                .endSpec()
                .build();
    }

    public static PersistentVolumeBuilder terminating(PersistentVolumeBuilder volume) {
        return volume.editMetadata()
                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                .endMetadata();
    }

    public static PersistentVolumeBuilder retained(PersistentVolumeBuilder volume) {
        return volume.editSpec().withPersistentVolumeReclaimPolicy("Retain").endSpec();
    }

    public static PersistentVolume withCapacity(String size) {
        return volume("Bound")
                .editSpec()
                .withCapacity(Map.of("storage", new Quantity(size)))
                .endSpec()
                .build();
    }
}
