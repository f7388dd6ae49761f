package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.validation.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a StorageClass. Their names are not case-sensitive (rules P03 and P04). */
enum ParameterKey {
    MONITORS("monitors"),
    POOL("pool"),
    ADMIN_ID("adminId"),
    ADMIN_SECRET_NAME("adminSecretName", "csi.storage.k8s.io/provisioner-secret-name"),
    ADMIN_SECRET_NAMESPACE("adminSecretNamespace", "csi.storage.k8s.io/provisioner-secret-namespace"),
    USER_ID("userId"),
    USER_SECRET_NAME("userSecretName"),
    USER_SECRET_NAMESPACE("userSecretNamespace"),
    KEYRING("keyring"),
    IMAGE_FORMAT("imageFormat"),
    IMAGE_FEATURES("imageFeatures"),
    FS_TYPE("fsType", "csi.storage.k8s.io/fstype"),
    DATA_POOL("dataPool"),
    OBJECT_SIZE("objectSize"),
    STRIPE_UNIT("stripeUnit"),
    STRIPE_COUNT("stripeCount"),
    CLUSTER_ID("clusterID"),
    CSI_DRIVER("csiDriver"),
    // From CSI_DRIVER on, to the last Secret, and what is about snapshots: for CSI volumes only.
    RADOS_NAMESPACE("radosNamespace"),
    JOURNAL_POOL("journalPool"),
    VOLUME_NAME_PREFIX("volumeNamePrefix"),
    SNAPSHOT_NAME_PREFIX("snapshotNamePrefix"),
    MOUNTER("mounter"),
    TRY_OTHER_MOUNTERS("tryOtherMounters"),
    MAP_OPTIONS("mapOptions"),
    UNMAP_OPTIONS("unmapOptions"),
    MKFS_OPTIONS("mkfsOptions"),
    CEPH_LOG_DIR("cephLogDir"),
    CEPH_LOG_STRATEGY("cephLogStrategy"),
    ENCRYPTED("encrypted"),
    ENCRYPTION_TYPE("encryptionType"),
    ENCRYPTION_KMS_ID("encryptionKMSID"),
    TOPOLOGY_CONSTRAINED_POOLS("topologyConstrainedPools"),
    NODE_STAGE_SECRET_NAME("nodeStageSecretName", "csi.storage.k8s.io/node-stage-secret-name"),
    NODE_STAGE_SECRET_NAMESPACE("nodeStageSecretNamespace", "csi.storage.k8s.io/node-stage-secret-namespace"),
    NODE_EXPAND_SECRET_NAME("csi.storage.k8s.io/node-expand-secret-name"),
    NODE_EXPAND_SECRET_NAMESPACE("csi.storage.k8s.io/node-expand-secret-namespace"),
    NODE_PUBLISH_SECRET_NAME("csi.storage.k8s.io/node-publish-secret-name"),
    NODE_PUBLISH_SECRET_NAMESPACE("csi.storage.k8s.io/node-publish-secret-namespace"),
    CONTROLLER_EXPAND_SECRET_NAME("csi.storage.k8s.io/controller-expand-secret-name"),
    CONTROLLER_EXPAND_SECRET_NAMESPACE("csi.storage.k8s.io/controller-expand-secret-namespace"),
    CONTROLLER_PUBLISH_SECRET_NAME("csi.storage.k8s.io/controller-publish-secret-name"),
    CONTROLLER_PUBLISH_SECRET_NAMESPACE("csi.storage.k8s.io/controller-publish-secret-namespace"),
    TRASH_RETENTION("trashRetention"),
    MIN_SIZE("minSize"),
    MAX_SIZE("maxSize"),
    SNAPSHOT_SCHEDULE("snapshotSchedule"),
    SNAPSHOT_KEEP("snapshotKeep"),
    SNAPSHOT_CLASS("snapshotClass"),
    POOLS("pools"),
    POOL_SELECTION("poolSelection"),
    FULL_RATIO("fullRatio");

    private static final String CSI_PREFIX = "csi.storage.k8s.io/";

    private final String spelling;
    private final @Nullable String alias;

    ParameterKey(String spelling) {
        this(spelling, null);
    }

    /** @param alias the name in classes of ceph-csi */
    ParameterKey(String spelling, @Nullable String alias) {
        this.spelling = spelling;
        this.alias = alias;
    }

    /** The field in a {@code Violation}. */
    String field() {
        return "parameters." + spelling;
    }

    static Optional<ParameterKey> of(String key) {
        return Arrays.stream(values())
                .filter(known -> known.spelling.equalsIgnoreCase(key) || key.equalsIgnoreCase(known.alias))
                .findFirst();
    }

    /** The parameter that a misspelt name probably stands for, also in the spelling of ceph-csi. */
    static Optional<ParameterKey> closest(String key) {
        return Spelling.closest(
                        plain(key),
                        Arrays.stream(values())
                                .flatMap(ParameterKey::names)
                                .map(ParameterKey::plain)
                                .toList())
                .flatMap(plain -> Arrays.stream(values())
                        .filter(known -> known.names().map(ParameterKey::plain).anyMatch(plain::equals))
                        .findFirst());
    }

    private static String plain(String name) {
        return name.replace(CSI_PREFIX, "").replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    private Stream<String> names() {
        return Stream.of(spelling, alias).filter(Objects::nonNull);
    }

    /** Those that classes of ceph-csi do not have, or have under another name. */
    static List<String> own() {
        return Arrays.stream(values())
                .filter(key -> !key.spelling.contains("/")
                        && (key.compareTo(RADOS_NAMESPACE) < 0 || key.compareTo(TOPOLOGY_CONSTRAINED_POOLS) > 0))
                .map(ParameterKey::toString)
                .toList();
    }

    static List<String> spellings() {
        return Arrays.stream(values()).flatMap(ParameterKey::names).toList();
    }

    @Override
    public String toString() {
        return spelling;
    }
}
