package io.rbdfunctions.kubernetes.secret;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the names of the entries of a Secret that nodes use. Does not return their values. */
@Singleton
public record SecretEntries(KubernetesClient client) {
    /**
     * The names of the entries that are not blank; empty if the Secret does not exist.
     *
     * @throws io.rbdfunctions.kubernetes.ApiException if the API server fails or forbids it
     */
    public Optional<Set<String>> names(ObjectKey key) {
        var one = client.secrets()
                .inNamespace(key.namespace().value())
                .withName(key.name().value());
        return ApiCalls.find("get Secret " + key, one::get).map(SecretEntries::names);
    }

    private static Set<String> names(Secret secret) {
        return Objects.requireNonNullElse(secret.getData(), Map.<String, String>of()).entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
    }
}
