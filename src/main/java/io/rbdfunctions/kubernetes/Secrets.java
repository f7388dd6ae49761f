package io.rbdfunctions.kubernetes;

import io.rbdfunctions.volume.ObjectKey;

/** Where Ceph keys are kept. */
public interface Secrets {
    /**
     * The key that the Secret holds.
     *
     * @throws SecretException when there is none
     * @throws ApiException when the API server does not answer
     */
    Credentials credentials(ObjectKey secret);
}
