package io.rbdfunctions.kubernetes.secret;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;

/** Where Ceph keys are kept. */
public interface Secrets {
    /**
     * The key that the Secret holds.
     *
     * @throws SecretException when there is none
     * @throws ApiException when the API server does not answer
     */
    CephCredentials credentials(ObjectKey secret);
}
