package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The StorageClasses of the cluster. */
@Singleton
public final class StorageClasses {
    private final KubernetesClient client;
    private final ApiCache apiCache;

    StorageClasses(KubernetesClient client, ApiCache apiCache) {
        this.client = client;
        this.apiCache = apiCache;
    }

    /** Finds a class by its name; throws {@link ApiException} when the API server does not answer. */
    public Optional<StorageClass> find(ObjectName name) {
        return apiCache.storageClass(name, () -> ask(name));
    }

    private Optional<StorageClass> ask(ObjectName name) {
        try {
            return Optional.ofNullable(client.storage()
                    .v1()
                    .storageClasses()
                    .withName(name.value())
                    .get());
        } catch (KubernetesClientException failure) {
            throw ApiException.of("get StorageClass " + name, failure);
        }
    }

    /**
     * The classes of a provisioner; throws {@link ApiException} when the API server does not answer.
     *
     * <p>Who wants one of them meanwhile waits for this: to ask at the same time would take a second connection, and its
     * TLS.
     */
    public List<StorageClass> of(String provisioner) {
        return apiCache.storageClasses(() -> ApiCalls.call(
                "list StorageClasses",
                () -> client.storage().v1().storageClasses().list().getItems().stream()
                        .filter(found -> provisioner.equals(found.getProvisioner()))
                        .toList()));
    }
}
