package io.rbdfunctions.kubernetes.secret;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCache;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the configured {@link Secrets}. */
final class SecretsProducer {
    @Produces
    @Singleton
    Secrets secrets(SecretsConfig config, KubernetesClient client, ApiCache cache) {
        return config.directory().<Secrets>map(FileSecrets::new).orElseGet(() -> new ApiSecrets(client, cache));
    }
}
