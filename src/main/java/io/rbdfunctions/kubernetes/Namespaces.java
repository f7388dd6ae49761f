package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** The namespaces. */
@Singleton
public final class Namespaces {
    private final KubernetesClient client;
    private final ApiCache apiCache;

    Namespaces(KubernetesClient client, ApiCache apiCache) {
        this.client = client;
        this.apiCache = apiCache;
    }

    /** An annotation of a namespace; throws {@link ApiException} when the API server does not answer. */
    public Optional<String> annotation(ObjectName namespace, String key) {
        return apiCache.annotations(namespace, () -> ask(namespace)).map(annotations -> annotations.get(key));
    }

    private Optional<Map<String, String>> ask(ObjectName namespace) {
        return ApiCalls.call(
                "get Namespace " + namespace,
                () -> Optional.ofNullable(
                                client.namespaces().withName(namespace.value()).get())
                        .map(Namespace::getMetadata)
                        .map(ObjectMeta::getAnnotations));
    }
}
