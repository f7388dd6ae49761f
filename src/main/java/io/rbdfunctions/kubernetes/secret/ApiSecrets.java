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

/** Reads Secrets of type {@code kubernetes.io/rbd} (rule P11) or in ceph-csi's format from the API server. */
public record ApiSecrets(KubernetesClient client, ApiCache cache) implements Secrets {
    private static final String TYPE = "kubernetes.io/rbd";

    private static final int FORBIDDEN = 403;

    @Override
    public CephCredentials credentials(ObjectKey key) {
        return cache.credentials(key, () -> read(key));
    }

    private CephCredentials read(ObjectKey key) {
        Secret secret = get(key);
        Map<String, String> data = decoded(key, secret);
        if (!TYPE.equals(secret.getType()) && !data.containsKey(SecretData.USER_KEY)) {
            throw SecretException.unusable(
                    key,
                    data.containsKey(SecretData.ADMIN_KEY)
                            ? SecretData.OLD_NAMES
                            : "cannot get secret of type " + TYPE);
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
                // Not an ApiException: the API server works, only the RBAC rules of this Secret are missing.
                throw SecretException.unusable(
                        key, "reading it is forbidden: grant get on this Secret to the service account");
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
            throw SecretException.unusable(key, "its data is not valid base64");
        }
    }
}
