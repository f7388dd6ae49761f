package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
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
 * The claims. Every method may throw {@link ApiException}; those that take an object as it was read may throw
 * {@link StaleObjectException}.
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
     * Writes what a resize changes in a status: conditions, allocated resources and their statuses, capacity. What
     * {@code wanted} lacks of these is emptied.
     */
    public PersistentVolumeClaim patchResize(PersistentVolumeClaim read, PersistentVolumeClaimStatus wanted) {
        String path = "api/v1/namespaces/%s/persistentvolumeclaims/%s/status"
                .formatted(read.getMetadata().getNamespace(), read.getMetadata().getName());
        Patch patch = Patch.of(read)
                .set("/status/conditions", orEmpty(wanted.getConditions()))
                .set("/status/allocatedResources", orEmpty(wanted.getAllocatedResources()))
                .set("/status/allocatedResourceStatuses", orEmpty(wanted.getAllocatedResourceStatuses()))
                .set("/status/capacity", orEmpty(wanted.getCapacity()));
        return patcher.patch(path, patch, PersistentVolumeClaim.class);
    }

    /** A page of the claims of all namespaces; an old token throws {@link StaleObjectException}. */
    public Page<PersistentVolumeClaim> page(int limit, @Nullable String token) {
        return ApiCalls.call(
                "list PersistentVolumeClaims",
                () -> Page.of(client.persistentVolumeClaims()
                        .inAnyNamespace()
                        .list(new ListOptionsBuilder()
                                .withLimit((long) limit)
                                .withContinue(token)
                                .build())));
    }

    /** The same for one namespace. */
    public Page<PersistentVolumeClaim> page(ObjectName namespace, int limit, @Nullable String token) {
        return ApiCalls.call(
                "list PersistentVolumeClaims in " + namespace,
                () -> Page.of(client.persistentVolumeClaims()
                        .inNamespace(namespace.value())
                        .list(new ListOptionsBuilder()
                                .withLimit((long) limit)
                                .withContinue(token)
                                .build())));
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
