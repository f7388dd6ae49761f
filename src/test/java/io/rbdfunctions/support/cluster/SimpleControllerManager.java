package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.kubernetes.manifest.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The parts of the controller manager and of admission that claims and volumes need, for a server without them. Calls
 * run one at a time, as with one leader.
 */
final class SimpleControllerManager {
    private static final String CLAIM_PROTECTION = "kubernetes.io/pvc-protection";
    private static final String VOLUME_PROTECTION = "kubernetes.io/pv-protection";
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private final KubernetesClient client;

    SimpleControllerManager(KubernetesClient client) {
        this.client = client;
    }

    /** Reconciles all claims and volumes. */
    synchronized void settle() {
        Map<String, PersistentVolume> volumes = new HashMap<>();
        client.persistentVolumes().list().getItems().stream()
                .filter(volume -> volume.getSpec().getClaimRef() != null)
                .forEach(volume -> volumes.put(volume.getSpec().getClaimRef().getUid(), volume));
        claims().forEach(claim -> settle(
                claim, Optional.ofNullable(volumes.get(claim.getMetadata().getUid()))));
        Set<String> uids =
                claims().stream().map(claim -> claim.getMetadata().getUid()).collect(Collectors.toSet());
        client.persistentVolumes().list().getItems().forEach(volume -> settle(volume, uids::contains));
    }

    /** Reconciles one claim and its volume. */
    synchronized void settle(PersistentVolumeClaim claim) {
        find(claim).ifPresent(now -> settle(now, volumeOf(now)));
        String uid = claim.getMetadata().getUid();
        volumeOf(claim)
                .ifPresent(volume -> settle(
                        volume,
                        _ -> find(claim)
                                .filter(now -> uid.equals(now.getMetadata().getUid()))
                                .isPresent()));
    }

    private List<PersistentVolumeClaim> claims() {
        return client.persistentVolumeClaims().inAnyNamespace().list().getItems();
    }

    private Optional<PersistentVolumeClaim> find(PersistentVolumeClaim claim) {
        return Optional.ofNullable(client.resource(claim).get());
    }

    private Optional<PersistentVolume> volumeOf(PersistentVolumeClaim claim) {
        String name = "pvc-" + claim.getMetadata().getUid();
        return Optional.ofNullable(client.persistentVolumes().withName(name).get());
    }

    private void settle(PersistentVolumeClaim claim, Optional<PersistentVolume> volume) {
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            dropFinalizer(claim, CLAIM_PROTECTION);
            return;
        }
        PersistentVolumeClaim now = withFinalizer(claim);
        if (isBound(now)) {
            return;
        }
        if (volume.isPresent() && haveSameAttributes(now, volume.get())) {
            bind(now, volume.get());
            return;
        }
        handToProvisioner(now);
    }

    private PersistentVolumeClaim withFinalizer(PersistentVolumeClaim claim) {
        if (claim.getMetadata().getFinalizers().contains(CLAIM_PROTECTION)) {
            return claim;
        }
        return write(new PersistentVolumeClaimBuilder(claim)
                .editMetadata()
                .addToFinalizers(CLAIM_PROTECTION)
                .endMetadata()
                .editOrNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build());
    }

    private static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }

    private static boolean haveSameAttributes(PersistentVolumeClaim claim, PersistentVolume volume) {
        return Objects.equals(
                claim.getSpec().getVolumeAttributesClassName(), volume.getSpec().getVolumeAttributesClassName());
    }

    private void bind(PersistentVolumeClaim claim, PersistentVolume volume) {
        phase(volume, "Bound");
        write(new PersistentVolumeClaimBuilder(claim)
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
                .withCurrentVolumeAttributesClassName(volume.getSpec().getVolumeAttributesClassName())
                .endStatus()
                .build());
    }

    private void handToProvisioner(PersistentVolumeClaim claim) {
        StorageClass storageClass = client.storage()
                .v1()
                .storageClasses()
                .withName(Names.classOf(claim))
                .get();
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        if (storageClass == null || annotations.containsKey("volume.kubernetes.io/storage-provisioner")) {
            return;
        }
        if ("WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode())
                && !annotations.containsKey(SELECTED_NODE)) {
            return;
        }
        write(new PersistentVolumeClaimBuilder(claim)
                .editMetadata()
                .addToAnnotations("volume.kubernetes.io/storage-provisioner", storageClass.getProvisioner())
                .addToAnnotations("volume.beta.kubernetes.io/storage-provisioner", storageClass.getProvisioner())
                .endMetadata()
                .build());
    }

    private void settle(PersistentVolume volume, Predicate<String> exists) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        PersistentVolume now = volume;
        if (claim != null && claim.getUid() != null && !exists.test(claim.getUid())) {
            now = phase(volume, "Released");
        }
        boolean isInUse =
                now.getStatus() != null && "Bound".equals(now.getStatus().getPhase());
        if (now.getMetadata().getDeletionTimestamp() != null && !isInUse) {
            dropFinalizer(now, VOLUME_PROTECTION);
        }
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
        return write(builder.build());
    }

    private void dropFinalizer(HasMetadata object, String finalizer) {
        if (object.getMetadata().getFinalizers().remove(finalizer)) {
            write(object);
        }
    }

    /** Ignores conflicts and deleted objects; the next call handles them. */
    private <T extends HasMetadata> T write(T object) {
        try {
            return client.resource(object).update();
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != 409 && failure.getCode() != 404) {
                throw failure;
            }
            return object;
        }
    }
}
