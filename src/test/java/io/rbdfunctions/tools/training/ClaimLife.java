package io.rbdfunctions.tools.training;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** A claim and its volume, and the changes that the controller manager makes to them. */
final class ClaimLife {
    private static final String NAMESPACE = "shop";

    private final KubernetesClient client;

    ClaimLife(KubernetesClient client) {
        this.client = client;
    }

    /** Creates a claim whose provisioner annotation names this provisioner. */
    PersistentVolumeClaim create() {
        return client.resource(claim()).create();
    }

    PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("data")
                .addToAnnotations("volume.kubernetes.io/storage-provisioner", TlsApiServer.PROVISIONER)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(TlsApiServer.CLASS)
                .withVolumeMode("Filesystem")
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity("64Mi")))
                .endResources()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    /** Binds the claim to its provisioned volume. */
    PersistentVolume bind(PersistentVolumeClaim claim) {
        PersistentVolume volume = volumeOf(claim);
        client.resource(new PersistentVolumeClaimBuilder(claim)
                        .editSpec()
                        .withVolumeName(volume.getMetadata().getName())
                        .endSpec()
                        .editOrNewStatus()
                        .withPhase("Bound")
                        .withCapacity(volume.getSpec().getCapacity())
                        .endStatus()
                        .build())
                .update();
        return phase(volume, "Bound");
    }

    PersistentVolumeClaim grow(PersistentVolumeClaim claim) {
        return client.resource(
                        new PersistentVolumeClaimBuilder(client.resource(claim).get())
                                .editSpec()
                                .editResources()
                                .withRequests(Map.of("storage", new Quantity("128Mi")))
                                .endResources()
                                .endSpec()
                                .build())
                .update();
    }

    /** Deletes the claim and returns its released volume. */
    PersistentVolume release(PersistentVolumeClaim claim) {
        client.resource(claim).delete();
        return phase(volumeOf(claim), "Released");
    }

    private PersistentVolume volumeOf(PersistentVolumeClaim claim) {
        return client.persistentVolumes()
                .withName("pvc-" + claim.getMetadata().getUid())
                .require();
    }

    private PersistentVolume phase(PersistentVolume volume, String phase) {
        return client.resource(new PersistentVolumeBuilder(volume)
                        .editOrNewStatus()
                        .withPhase(phase)
                        .endStatus()
                        .build())
                .update();
    }
}
