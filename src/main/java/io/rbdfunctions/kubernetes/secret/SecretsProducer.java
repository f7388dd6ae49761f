package io.rbdfunctions.kubernetes.secret;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCache;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses where keys are read from, as the configuration has it. */
final class SecretsProducer {
    @Produces
    @Singleton
    Secrets secrets(SecretsConfig config, KubernetesClient client, ApiCache apiCache) {
        return config.directory().<Secrets>map(FileSecrets::new).orElseGet(() -> new ApiSecrets(client, apiCache));
    }
}
