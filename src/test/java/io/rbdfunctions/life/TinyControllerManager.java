package io.rbdfunctions.life;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** As much of the controller manager and of admission as claims and volumes need, for a server that has neither. */
final class TinyControllerManager {
    private static final String CLAIM_PROTECTION = "kubernetes.io/pvc-protection";
    private static final String VOLUME_PROTECTION = "kubernetes.io/pv-protection";
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private final KubernetesClient client;

    TinyControllerManager(KubernetesClient client) {
        this.client = client;
    }

    /** Does all that there is to do. */
    void settle() {
        client.persistentVolumeClaims().inAnyNamespace().list().getItems().forEach(this::settle);
        client.persistentVolumes().list().getItems().forEach(this::settle);
    }

    private void settle(PersistentVolumeClaim claim) {
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            dropFinalizer(claim, CLAIM_PROTECTION);
            return;
        }
        PersistentVolumeClaim now = protectedByFinalizer(claim);
        if (isBound(now)) {
            return;
        }
        Optional<PersistentVolume> volume = volumeFor(now);
        if (volume.isPresent()) {
            bind(now, volume.get());
            return;
        }
        handToProvisioner(now);
    }

    private PersistentVolumeClaim protectedByFinalizer(PersistentVolumeClaim claim) {
        if (claim.getMetadata().getFinalizers().contains(CLAIM_PROTECTION)) {
            return claim;
        }
        return client.resource(new PersistentVolumeClaimBuilder(claim)
                        .editMetadata()
                        .addToFinalizers(CLAIM_PROTECTION)
                        .endMetadata()
                        .editOrNewStatus()
                        .withPhase("Pending")
                        .endStatus()
                        .build())
                .update();
    }

    private static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }

    private Optional<PersistentVolume> volumeFor(PersistentVolumeClaim claim) {
        return client.persistentVolumes().list().getItems().stream()
                .filter(volume -> volume.getSpec().getClaimRef() != null)
                .filter(volume -> claim.getMetadata()
                        .getUid()
                        .equals(volume.getSpec().getClaimRef().getUid()))
                .findFirst();
    }

    private void bind(PersistentVolumeClaim claim, PersistentVolume volume) {
        phase(volume, "Bound");
        client.resource(new PersistentVolumeClaimBuilder(claim)
                        .editMetadata()
                        .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
                        .endMetadata()
                        .editSpec()
                        .withVolumeName(volume.getMetadata().getName())
                        .endSpec()
                        .editOrNewStatus()
                        .withPhase("Bound")
                        .withAccessModes(volume.getSpec().getAccessModes())
                        .withCapacity(volume.getSpec().getCapacity())
                        .endStatus()
                        .build())
                .update();
    }

    private void handToProvisioner(PersistentVolumeClaim claim) {
        StorageClass storageClass = client.storage()
                .v1()
                .storageClasses()
                .withName(claim.getSpec().getStorageClassName())
                .get();
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        if (storageClass == null || annotations.containsKey("volume.kubernetes.io/storage-provisioner")) {
            return;
        }
        if ("WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode())
                && !annotations.containsKey(SELECTED_NODE)) {
            return;
        }
        client.resource(new PersistentVolumeClaimBuilder(claim)
                        .editMetadata()
                        .addToAnnotations("volume.kubernetes.io/storage-provisioner", storageClass.getProvisioner())
                        .addToAnnotations(
                                "volume.beta.kubernetes.io/storage-provisioner", storageClass.getProvisioner())
                        .endMetadata()
                        .build())
                .update();
    }

    private void settle(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        PersistentVolume now = volume;
        if (claim != null && claim.getUid() != null && !isThere(claim)) {
            now = phase(volume, "Released");
        }
        boolean isInUse =
                now.getStatus() != null && "Bound".equals(now.getStatus().getPhase());
        if (now.getMetadata().getDeletionTimestamp() != null && !isInUse) {
            dropFinalizer(now, VOLUME_PROTECTION);
        }
    }

    private boolean isThere(ObjectReference reference) {
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(reference.getNamespace())
                .withName(reference.getName())
                .get();
        return claim != null && reference.getUid().equals(claim.getMetadata().getUid());
    }

    private PersistentVolume phase(PersistentVolume volume, String phase) {
        if (volume.getStatus() != null && phase.equals(volume.getStatus().getPhase())) {
            return volume;
        }
        var builder = new PersistentVolumeBuilder(volume)
                .editOrNewStatus()
                .withPhase(phase)
                .endStatus();
        if (volume.getMetadata().getDeletionTimestamp() == null
                && !volume.getMetadata().getFinalizers().contains(VOLUME_PROTECTION)) {
            builder = builder.editMetadata().addToFinalizers(VOLUME_PROTECTION).endMetadata();
        }
        return client.resource(builder.build()).update();
    }

    private void dropFinalizer(HasMetadata object, String finalizer) {
        if (object.getMetadata().getFinalizers().remove(finalizer)) {
            client.resource(object).update();
        }
    }
}
