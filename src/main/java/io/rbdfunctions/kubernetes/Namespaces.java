package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Cached reads of namespaces. */
@Singleton
public final class Namespaces {
    private final KubernetesClient client;
    private final ApiCache cache;

    Namespaces(KubernetesClient client, ApiCache cache) {
        this.client = client;
        this.cache = cache;
    }

    /**
     * Reads an annotation.
     *
     * @throws ApiException if the API server fails
     */
    public Optional<String> annotation(ObjectName namespace, String key) {
        return cache.annotations()
                .get(namespace, () -> annotations(namespace))
                .map(annotations -> annotations.get(key));
    }

    private Optional<Map<String, String>> annotations(ObjectName namespace) {
        return ApiCalls.call(
                "get Namespace " + namespace,
                () -> Optional.ofNullable(
                                client.namespaces().withName(namespace.value()).get())
                        .map(Namespace::getMetadata)
                        .map(ObjectMeta::getAnnotations));
    }
}
