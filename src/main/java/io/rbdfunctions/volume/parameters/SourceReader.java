package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.KeyringPath;
import io.rbdfunctions.volume.validation.Violations;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the volume source: CSI with {@code clusterID}, in-tree without. */
final class SourceReader {
    private static final ObjectName DEFAULT_NAMESPACE = new ObjectName("default");

    private final RawParameters raw;
    private final Violations violations;

    SourceReader(RawParameters raw, Violations violations) {
        this.raw = raw;
        this.violations = violations;
    }

    @Nullable VolumeSource source() {
        ObjectName userSecret = name(USER_SECRET_NAME);
        ObjectName userSecretNamespace = name(USER_SECRET_NAMESPACE);
        if (raw.has(CLUSTER_ID)) {
            return csi(userSecret, userSecretNamespace);
        }
        refuse(CSI_DRIVER);
        refuse(NODE_STAGE_SECRET_NAME);
        refuse(NODE_STAGE_SECRET_NAMESPACE);
        if (raw.nonEmpty(USER_SECRET_NAME) != null) {
            return userSecret == null ? null : new VolumeSource.SecretInTree(userSecret, userSecretNamespace);
        }
        return keyring();
    }

    /** Rules P14 and P19. Used without a user secret only, which takes precedence. */
    private @Nullable VolumeSource keyring() {
        if (raw.nonEmpty(KEYRING) == null) {
            violations.add(USER_SECRET_NAME.field(), "must specify either keyring or user secret name");
            return null;
        }
        KeyringPath path = violations.read(KEYRING.field(), raw.get(KEYRING), KeyringPath::new);
        return path == null ? null : new VolumeSource.KeyringInTree(path);
    }

    private @Nullable VolumeSource csi(@Nullable ObjectName userSecret, @Nullable ObjectName userSecretNamespace) {
        ClusterId clusterId = violations.read(CLUSTER_ID.field(), raw.get(CLUSTER_ID), ClusterId::new);
        boolean staged = raw.nonEmpty(NODE_STAGE_SECRET_NAME) != null;
        ObjectName secret = staged ? name(NODE_STAGE_SECRET_NAME) : userSecret;
        ObjectName namespace = staged ? name(NODE_STAGE_SECRET_NAMESPACE) : userSecretNamespace;
        if (!staged && raw.nonEmpty(USER_SECRET_NAME) == null) {
            violations.add(
                    NODE_STAGE_SECRET_NAME.field(),
                    "a class with clusterID needs nodeStageSecretName: the Secret with userID and userKey for the"
                            + " nodes");
        }
        CsiDriver driver =
                violations.readOr(CSI_DRIVER.field(), raw.get(CSI_DRIVER), CsiDriver::new, CsiDriver.DEFAULT);
        if (clusterId == null || secret == null || driver == null) {
            return null;
        }
        return new VolumeSource.Csi(
                clusterId, new ObjectKey(namespace == null ? DEFAULT_NAMESPACE : namespace, secret), driver);
    }

    private void refuse(ParameterKey key) {
        if (raw.nonEmpty(key) != null) {
            violations.add(key.field(), "%s needs clusterID: it is for CSI volumes only".formatted(key));
        }
    }

    private @Nullable ObjectName name(ParameterKey key) {
        return violations.read(key.field(), raw.nonEmpty(key), ObjectName::new);
    }
}
