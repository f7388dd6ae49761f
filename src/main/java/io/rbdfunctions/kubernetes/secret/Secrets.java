package io.rbdfunctions.kubernetes.secret;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;

/** Reads Ceph keys. */
public interface Secrets {
    /**
     * Reads the user and key of a Secret.
     *
     * @throws SecretException if the Secret is missing or contains no Ceph key
     * @throws ApiException if the API server fails
     */
    CephCredentials credentials(ObjectKey secret);
}
