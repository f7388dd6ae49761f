package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.KeyringPath;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the volume source: CSI with {@code clusterID}, in-tree without. */
final class SourceReader {
    private final RawParameters raw;

    SourceReader(RawParameters raw) {
        this.raw = raw;
    }

    @Nullable VolumeSource source() {
        ObjectName userSecret = name(USER_SECRET_NAME);
        ObjectName userSecretNamespace = name(USER_SECRET_NAMESPACE);
        if (raw.has(CLUSTER_ID)) {
            return csi(userSecret, userSecretNamespace);
        }
        CsiReader.CSI_ONLY.forEach(this::refuse);
        if (raw.nonEmpty(USER_SECRET_NAME) != null) {
            return userSecret == null ? null : new VolumeSource.SecretInTree(userSecret, userSecretNamespace);
        }
        return keyring();
    }

    /** Rules P14 and P19. Used without a user secret only, which takes precedence. */
    private @Nullable VolumeSource keyring() {
        if (raw.nonEmpty(KEYRING) == null) {
            raw.reject(USER_SECRET_NAME, "must specify either keyring or user secret name");
            return null;
        }
        KeyringPath path = raw.read(KEYRING, KeyringPath::new);
        return path == null ? null : new VolumeSource.KeyringInTree(path);
    }

    private @Nullable VolumeSource csi(@Nullable ObjectName userSecret, @Nullable ObjectName userSecretNamespace) {
        ClusterId clusterId = raw.readPresent(CLUSTER_ID, ClusterId::new);
        boolean staged = raw.nonEmpty(NODE_STAGE_SECRET_NAME) != null;
        ObjectName secret = staged ? name(NODE_STAGE_SECRET_NAME) : userSecret;
        ObjectName namespace = staged ? name(NODE_STAGE_SECRET_NAMESPACE) : userSecretNamespace;
        if (!staged && raw.nonEmpty(USER_SECRET_NAME) == null) {
            raw.reject(
                    NODE_STAGE_SECRET_NAME,
                    "a class with clusterID needs nodeStageSecretName: the Secret with userID and userKey for the"
                            + " nodes");
        }
        CsiDriver driver = raw.readOr(CSI_DRIVER, CsiDriver::new, CsiDriver.DEFAULT);
        CsiSettings settings = new CsiReader(raw).settings();
        if (clusterId == null || secret == null || driver == null || settings == null) {
            return null;
        }
        return new VolumeSource.Csi(
                clusterId,
                new ObjectKey(namespace == null ? ParameterReader.DEFAULT_NAMESPACE : namespace, secret),
                driver,
                settings);
    }

    private void refuse(ParameterKey key) {
        if (raw.nonEmpty(key) != null) {
            raw.reject(key, "%s needs clusterID: it is for CSI volumes only".formatted(key));
        }
    }

    private @Nullable ObjectName name(ParameterKey key) {
        return raw.read(key, ObjectName::new);
    }
}
