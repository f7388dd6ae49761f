package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The namespaces. */
@Singleton
public final class Namespaces {
    private final KubernetesClient client;

    Namespaces(KubernetesClient client) {
        this.client = client;
    }

    /** An annotation of a namespace; throws {@link ApiException} when the API server does not answer. */
    public Optional<String> annotation(ObjectName namespace, String key) {
        return Calls.call(
                "get Namespace " + namespace,
                () -> Optional.ofNullable(
                                client.namespaces().withName(namespace.value()).get())
                        .map(Namespace::getMetadata)
                        .map(metadata -> metadata.getAnnotations().get(key)));
    }
}
