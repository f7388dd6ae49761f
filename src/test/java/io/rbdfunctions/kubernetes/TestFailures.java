package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.kubernetes.secret.SecretException;
import io.rbdfunctions.volume.ObjectKey;

/** Failures of this package for tests of other packages. */
public final class TestFailures {
    private static final ObjectKey SECRET = ObjectKey.of("kube-system", "ceph-admin");

    private TestFailures() {}

    public static SecretException missingSecret() {
        return SecretException.missing(SECRET, "secrets \"ceph-admin\" not found");
    }

    public static SecretException unusableSecret() {
        return SecretException.unusable(SECRET, "empty secret map");
    }

    public static ApiException unreachableApi() {
        return ApiException.of("get Secret " + SECRET, new KubernetesClientException("refused"));
    }
}
