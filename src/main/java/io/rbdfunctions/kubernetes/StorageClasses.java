package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Cached reads of StorageClasses. Every method throws {@link ApiException} if the API server fails. */
@Singleton
public final class StorageClasses {
    private final KubernetesClient client;
    private final ApiCache cache;

    StorageClasses(KubernetesClient client, ApiCache cache) {
        this.client = client;
        this.cache = cache;
    }

    public Optional<StorageClass> find(ObjectName name) {
        return cache.storageClasses().get(name, () -> read(name));
    }

    private Optional<StorageClass> read(ObjectName name) {
        return ApiCalls.call(
                "get StorageClass " + name,
                () -> Optional.ofNullable(client.storage()
                        .v1()
                        .storageClasses()
                        .withName(name.value())
                        .get()));
    }

    /**
     * Lists the classes of a provisioner and fills the cache with them. A concurrent {@link #find} waits for the list: a
     * call of its own would need a second connection with another TLS handshake.
     */
    public List<StorageClass> of(String provisioner) {
        return cache.storageClasses()
                .loadAll(
                        () -> list(provisioner),
                        found -> new ObjectName(found.getMetadata().getName()));
    }

    private List<StorageClass> list(String provisioner) {
        return ApiCalls.call(
                "list StorageClasses",
                () -> client.storage().v1().storageClasses().list().getItems().stream()
                        .filter(found -> provisioner.equals(found.getProvisioner()))
                        .toList());
    }
}
