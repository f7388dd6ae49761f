package io.rbdfunctions.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims. Every method may throw {@link ApiException}; those that take an object as it was read may throw
 * {@link StaleObjectException}.
 */
@Singleton
public final class Claims {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    Claims(KubernetesClient client) {
        this.client = client;
    }

    public Optional<PersistentVolumeClaim> find(ObjectKey key) {
        return Calls.call(
                "get PersistentVolumeClaim " + key,
                () -> Optional.ofNullable(
                        at(key.namespace().value(), key.name().value()).get()));
    }

    /**
     * Writes what a resize changes in a status: conditions, allocated resources and their statuses, capacity. What
     * {@code wanted} lacks of these is removed.
     */
    public PersistentVolumeClaim patchResize(PersistentVolumeClaim read, PersistentVolumeClaimStatus wanted) {
        String namespace = read.getMetadata().getNamespace();
        String name = read.getMetadata().getName();
        ObjectNode patch = Calls.patchOf(read);
        patch.set("status", resize(wanted));
        return Calls.call(
                "patch the status of PersistentVolumeClaim %s/%s".formatted(namespace, name),
                () -> at(namespace, name).subresource("status").patch(Calls.MERGE, patch.toString()));
    }

    /** A page of the claims of all namespaces; an old token throws {@link StaleObjectException}. */
    public Page<PersistentVolumeClaim> page(int limit, @Nullable String token) {
        return Calls.call(
                "list PersistentVolumeClaims",
                () -> Page.of(client.persistentVolumeClaims()
                        .inAnyNamespace()
                        .list(new ListOptionsBuilder()
                                .withLimit((long) limit)
                                .withContinue(token)
                                .build())));
    }

    private Resource<PersistentVolumeClaim> at(String namespace, String name) {
        return client.persistentVolumeClaims().inNamespace(namespace).withName(name);
    }

    private static ObjectNode resize(PersistentVolumeClaimStatus wanted) {
        ObjectNode status = JSON.createObjectNode();
        status.set("conditions", JSON.valueToTree(emptyToNull(wanted.getConditions())));
        status.set("allocatedResources", JSON.valueToTree(emptyToNull(wanted.getAllocatedResources())));
        status.set("allocatedResourceStatuses", JSON.valueToTree(emptyToNull(wanted.getAllocatedResourceStatuses())));
        status.set("capacity", JSON.valueToTree(wanted.getCapacity()));
        return status;
    }

    private static @Nullable Object emptyToNull(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list when list.isEmpty() -> null;
            case Map<?, ?> map when map.isEmpty() -> null;
            case null -> null;
            default -> value;
        };
    }
}
