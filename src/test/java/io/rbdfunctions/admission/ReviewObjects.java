package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import java.util.HashMap;
import java.util.Map;

/** Valid objects as the API server sends them for review. Tests change one field. */
final class ReviewObjects {
    static final String PROVISIONER = "rbdfunctions.io/rbd";
    static final Map<String, String> PARAMETERS = Map.of(
            "monitors", "10.0.7.52:6789",
            "pool", "kube",
            "adminSecretName", "ceph-admin",
            "adminSecretNamespace", "kube-system",
            "userSecretName", "ceph-user");

    private ReviewObjects() {}

    static StorageClassBuilder storageClass(Map<String, String> overrides) {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        parameters.putAll(overrides);
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner(PROVISIONER)
                .withParameters(parameters);
    }

    static StorageClass storageClass() {
        return storageClass(Map.of()).build();
    }

    /** A new claim, still without uid, status and volume. */
    static PersistentVolumeClaimBuilder claim(String size) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("data")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("rbd")
                .withNewResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec();
    }

    /** A pending claim whose uid equals its name. */
    static PersistentVolumeClaim pending(String name, String size) {
        return claim(size)
                .editMetadata()
                .withName(name)
                .withUid(name)
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    /** A bound claim whose request may exceed its capacity. */
    static PersistentVolumeClaim bound(String name, String capacity, String request) {
        return new PersistentVolumeClaimBuilder(pending(name, request))
                .editSpec()
                .withVolumeName("pvc-" + name)
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .addToCapacity("storage", new Quantity(capacity))
                .endStatus()
                .build();
    }

    static PersistentVolumeBuilder volume(String claim, String size) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-" + claim)
                .addToAnnotations(VolumeManifest.PROVISIONED_BY, PROVISIONER)
                .addToAnnotations("rbdfunctions.io/monitors", "10.0.7.52:6789")
                .addToAnnotations("rbdfunctions.io/admin-secret-name", "ceph-admin")
                .withFinalizers(VolumeManifest.FINALIZER, "kubernetes.io/pv-protection")
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity(size)))
                .withPersistentVolumeReclaimPolicy("Delete")
                .withStorageClassName("rbd")
                .withNewClaimRef()
                .withNamespace("shop")
                .withName(claim)
                .withUid(claim)
                .endClaimRef()
                .withNewRbd()
                .withMonitors("10.0.7.52:6789")
                .withPool("kube")
                .withImage("kubernetes-dynamic-pvc-" + claim)
                .endRbd()
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .endStatus();
    }

    static PersistentVolume inPhase(PersistentVolumeBuilder volume, String phase) {
        return volume.editStatus().withPhase(phase).endStatus().build();
    }

    static Namespace namespace(Map<String, String> annotations) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("shop")
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }
}
