package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls for PersistentVolumeClaims. Every method throws {@link ApiException} if the API server fails. Methods that change
 * an object throw {@link StaleObjectException} if it has changed since it was read, {@code page} if the token has expired.
 */
@Singleton
public record PersistentVolumeClaims(KubernetesClient client, Patcher patcher) {
    public Optional<PersistentVolumeClaim> find(ObjectKey key) {
        var claims = client.persistentVolumeClaims().inNamespace(key.namespace().value());
        return ApiCalls.find(
                "get PersistentVolumeClaim " + key, claims.withName(key.name().value())::get);
    }

    /** Finds the claim that the volume is or was bound to; empty if it no longer exists, even if another has its name. */
    public Optional<PersistentVolumeClaim> findClaimOf(PersistentVolume volume) {
        return Optional.ofNullable(volume.getSpec().getClaimRef())
                .flatMap(claim -> find(ObjectKey.of(claim.getNamespace(), claim.getName())))
                .filter(claim ->
                        new VolumeView(volume).isClaimedBy(claim.getMetadata().getUid()));
    }

    /**
     * Replaces the status fields that a resize changes: conditions, allocated resources, their statuses, and capacity.
     * Fields that are null in {@code status} become empty.
     */
    public PersistentVolumeClaim patchResize(PersistentVolumeClaim read, PersistentVolumeClaimStatus status) {
        Map<String, ?> fields = Map.of(
                "/status/conditions", Objects.requireNonNullElse(status.getConditions(), List.of()),
                "/status/allocatedResources", Objects.requireNonNullElse(status.getAllocatedResources(), Map.of()),
                "/status/allocatedResourceStatuses",
                        Objects.requireNonNullElse(status.getAllocatedResourceStatuses(), Map.of()),
                "/status/capacity", Objects.requireNonNullElse(status.getCapacity(), Map.of()));
        return patchStatus(read, fields);
    }

    /**
     * Replaces the status fields that a change of the VolumeAttributesClass changes: conditions, the current class, and the
     * state of the change. A state that is null in {@code status} is removed.
     */
    public PersistentVolumeClaim patchModification(PersistentVolumeClaim read, PersistentVolumeClaimStatus status) {
        PersistentVolumeClaimStatus before = read.getStatus();
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("/status/conditions", Objects.requireNonNullElse(status.getConditions(), List.of()));
        if (!Objects.equals(
                status.getCurrentVolumeAttributesClassName(), before.getCurrentVolumeAttributesClassName())) {
            fields.put("/status/currentVolumeAttributesClassName", status.getCurrentVolumeAttributesClassName());
        }
        if (!Objects.equals(status.getModifyVolumeStatus(), before.getModifyVolumeStatus())) {
            fields.put("/status/modifyVolumeStatus", status.getModifyVolumeStatus());
        }
        return patchStatus(read, fields);
    }

    /** Replaces the finalizers. */
    public void patchFinalizers(PersistentVolumeClaim read, List<String> finalizers) {
        var _ = patcher.patch(
                path(read), read, Map.of("/metadata/finalizers", finalizers), PersistentVolumeClaim.class);
    }

    /** Removes the annotation of the selected node, so that the scheduler chooses again for the pod that waits for the claim. */
    public void removeSelectedNode(PersistentVolumeClaim read) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("/metadata/annotations/" + ClaimView.SELECTED_NODE.replace("/", "~1"), null);
        var _ = patcher.patch(path(read), read, fields, PersistentVolumeClaim.class);
    }

    private PersistentVolumeClaim patchStatus(PersistentVolumeClaim read, Map<String, ?> fields) {
        return patcher.patch(path(read) + "/status", read, fields, PersistentVolumeClaim.class);
    }

    private static String path(PersistentVolumeClaim read) {
        return "api/v1/namespaces/%s/persistentvolumeclaims/%s"
                .formatted(read.getMetadata().getNamespace(), read.getMetadata().getName());
    }

    /** Lists one page of the claims of all namespaces. */
    public Page<PersistentVolumeClaim> page(int limit, @Nullable String token) {
        return Page.read(
                "list PersistentVolumeClaims", client.persistentVolumeClaims().inAnyNamespace(), limit, token);
    }

    /** Lists one page of the claims of a namespace. */
    public Page<PersistentVolumeClaim> page(ObjectName namespace, int limit, @Nullable String token) {
        var claims = client.persistentVolumeClaims().inNamespace(namespace.value());
        return Page.read("list PersistentVolumeClaims in " + namespace, claims, limit, token);
    }
}
