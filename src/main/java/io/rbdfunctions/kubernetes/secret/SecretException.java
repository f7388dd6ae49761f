package io.rbdfunctions.kubernetes.secret;

import io.rbdfunctions.volume.ObjectKey;

/** A Secret is missing or contains no Ceph key. The message is that of the in-tree plugin (rules P10 to P12). */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private SecretException(ObjectKey secret, String cause, boolean missing) {
        super("failed to get admin secret from [\"%s\"/\"%s\"]: %s"
                .formatted(secret.namespace(), secret.name(), cause));
        this.missing = missing;
    }

    public static SecretException missing(ObjectKey secret, String cause) {
        return new SecretException(secret, cause, true);
    }

    public static SecretException unusable(ObjectKey secret, String cause) {
        return new SecretException(secret, cause, false);
    }

    /** Whether the Secret does not exist. */
    public boolean isMissing() {
        return missing;
    }
}
