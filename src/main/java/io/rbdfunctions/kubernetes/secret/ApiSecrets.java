package io.rbdfunctions.kubernetes.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Reads Secrets from the API server: of type {@code kubernetes.io/rbd} (rule P11), or in ceph-csi's form. */
public final class ApiSecrets implements Secrets {
    private static final String TYPE = "kubernetes.io/rbd";

    private static final int FORBIDDEN = 403;

    private final KubernetesClient client;
    private final ApiCache apiCache;

    public ApiSecrets(KubernetesClient client, ApiCache apiCache) {
        this.client = client;
        this.apiCache = apiCache;
    }

    @Override
    public CephCredentials credentials(ObjectKey key) {
        return apiCache.key(key, () -> ask(key));
    }

    private CephCredentials ask(ObjectKey key) {
        Secret secret = get(key);
        Map<String, String> data = decoded(key, secret);
        if (!TYPE.equals(secret.getType()) && !data.containsKey(SecretData.USER_KEY)) {
            throw SecretException.unusable(key, "cannot get secret of type " + TYPE);
        }
        return SecretData.credentials(key, data);
    }

    private Secret get(ObjectKey key) {
        try {
            Secret secret = client.secrets()
                    .inNamespace(key.namespace().value())
                    .withName(key.name().value())
                    .get();
            if (secret == null) {
                throw SecretException.missing(key, "secrets \"%s\" not found".formatted(key.name()));
            }
            return secret;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == FORBIDDEN) {
                // One class's Secret that we may not read must not look like an API server that serves nobody.
                throw SecretException.unusable(
                        key, "we may not read it: grant get on this Secret to the service account");
            }
            throw ApiException.of("get Secret " + key, failure);
        }
    }

    private static Map<String, String> decoded(ObjectKey key, Secret secret) {
        Map<String, String> decoded = new HashMap<>();
        try {
            secret.getData()
                    .forEach((name, value) ->
                            decoded.put(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
            return decoded;
        } catch (IllegalArgumentException _) {
            throw SecretException.unusable(key, "its data is not base64");
        }
    }
}
