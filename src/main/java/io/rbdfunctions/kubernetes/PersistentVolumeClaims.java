package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls for PersistentVolumeClaims. Every method throws {@link ApiException} if the API server fails. Methods that change
 * an object throw {@link StaleObjectException} if it has changed since it was read.
 */
@Singleton
public final class PersistentVolumeClaims {
    private final KubernetesClient client;
    private final Patcher patcher;

    PersistentVolumeClaims(KubernetesClient client, Patcher patcher) {
        this.client = client;
        this.patcher = patcher;
    }

    public Optional<PersistentVolumeClaim> find(ObjectKey key) {
        return ApiCalls.call(
                "get PersistentVolumeClaim " + key,
                () -> Optional.ofNullable(
                        at(key.namespace().value(), key.name().value()).get()));
    }

    /**
     * Replaces the status fields that a resize changes: conditions, allocated resources, their statuses, and capacity.
     * Fields that are null in {@code status} become empty.
     */
    public PersistentVolumeClaim patchResize(PersistentVolumeClaim read, PersistentVolumeClaimStatus status) {
        String path = "api/v1/namespaces/%s/persistentvolumeclaims/%s/status"
                .formatted(read.getMetadata().getNamespace(), read.getMetadata().getName());
        Patch patch = Patch.of(read)
                .set("/status/conditions", orEmpty(status.getConditions()))
                .set("/status/allocatedResources", orEmpty(status.getAllocatedResources()))
                .set("/status/allocatedResourceStatuses", orEmpty(status.getAllocatedResourceStatuses()))
                .set("/status/capacity", orEmpty(status.getCapacity()));
        return patcher.patch(path, patch, PersistentVolumeClaim.class);
    }

    /**
     * Lists one page of the claims of all namespaces.
     *
     * @throws StaleObjectException if the token has expired
     */
    public Page<PersistentVolumeClaim> page(int limit, @Nullable String token) {
        return ApiCalls.call(
                "list PersistentVolumeClaims",
                () -> Page.of(client.persistentVolumeClaims()
                        .inAnyNamespace()
                        .list(Page.options(limit, token))));
    }

    /** Lists one page of the claims of a namespace. */
    public Page<PersistentVolumeClaim> page(ObjectName namespace, int limit, @Nullable String token) {
        return ApiCalls.call(
                "list PersistentVolumeClaims in " + namespace,
                () -> Page.of(client.persistentVolumeClaims()
                        .inNamespace(namespace.value())
                        .list(Page.options(limit, token))));
    }

    private Resource<PersistentVolumeClaim> at(String namespace, String name) {
        return client.persistentVolumeClaims().inNamespace(namespace).withName(name);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
