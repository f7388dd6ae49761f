package io.rbdfunctions.volume.parameters;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.FileSystemType;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.ceph.KeyringPath;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParameterReaderTest {
    private static final Map<String, String> LEAST =
            Map.of("monitors", "10.0.7.52:6789", "adminSecretName", "ceph-admin", "userSecretName", "ceph-user");

    private static final Map<String, String> LEAST_CSI = Map.of(
            "monitors",
            "10.0.7.52:6789",
            "adminSecretName",
            "ceph-admin",
            "clusterID",
            "ceph-1",
            "userSecretName",
            "u");

    /** Valid values that form a class. */
    private static final Map<ParameterKey, String> GOOD = Map.ofEntries(
            Map.entry(ParameterKey.MONITORS, "10.0.7.52:6789,10.0.7.53:6789"),
            Map.entry(ParameterKey.POOL, "kube"),
            Map.entry(ParameterKey.ADMIN_ID, "root"),
            Map.entry(ParameterKey.ADMIN_SECRET_NAME, "ceph-admin"),
            Map.entry(ParameterKey.ADMIN_SECRET_NAMESPACE, "kube-system"),
            Map.entry(ParameterKey.USER_ID, "kube"),
            Map.entry(ParameterKey.USER_SECRET_NAME, "ceph-user"),
            Map.entry(ParameterKey.USER_SECRET_NAMESPACE, "shop"),
            Map.entry(ParameterKey.KEYRING, "/etc/ceph/keyring"),
            Map.entry(ParameterKey.IMAGE_FORMAT, "2"),
            Map.entry(ParameterKey.IMAGE_FEATURES, "layering,exclusive-lock"),
            Map.entry(ParameterKey.FS_TYPE, "xfs"),
            Map.entry(ParameterKey.DATA_POOL, "data"),
            Map.entry(ParameterKey.OBJECT_SIZE, "8388608"),
            Map.entry(ParameterKey.STRIPE_UNIT, "65536"),
            Map.entry(ParameterKey.STRIPE_COUNT, "16"),
            Map.entry(ParameterKey.CLUSTER_ID, "ceph-1"),
            Map.entry(ParameterKey.CSI_DRIVER, "rook-ceph.rbd.csi.ceph.com"),
            Map.entry(ParameterKey.NODE_STAGE_SECRET_NAME, "stage"),
            Map.entry(ParameterKey.NODE_STAGE_SECRET_NAMESPACE, "nodes"),
            Map.entry(ParameterKey.RADOS_NAMESPACE, "team"),
            Map.entry(ParameterKey.JOURNAL_POOL, "journal"),
            Map.entry(ParameterKey.VOLUME_NAME_PREFIX, "vol-"),
            Map.entry(ParameterKey.SNAPSHOT_NAME_PREFIX, "snap-"),
            Map.entry(ParameterKey.MOUNTER, "rbd-nbd"),
            Map.entry(ParameterKey.TRY_OTHER_MOUNTERS, "true"),
            Map.entry(ParameterKey.MAP_OPTIONS, "krbd:rxbounce;nbd:try-netlink"),
            Map.entry(ParameterKey.UNMAP_OPTIONS, "force"),
            Map.entry(ParameterKey.MKFS_OPTIONS, "-m0 -Ediscard"),
            Map.entry(ParameterKey.CEPH_LOG_DIR, "/var/log/ceph"),
            Map.entry(ParameterKey.CEPH_LOG_STRATEGY, "compress"),
            Map.entry(ParameterKey.ENCRYPTED, "false"),
            Map.entry(ParameterKey.ENCRYPTION_TYPE, "block"),
            Map.entry(ParameterKey.ENCRYPTION_KMS_ID, "vault"),
            // PlacementParameters replaces them by one pool.
            Map.entry(ParameterKey.TOPOLOGY_CONSTRAINED_POOLS, ""),
            Map.entry(ParameterKey.POOLS, ""),
            Map.entry(ParameterKey.POOL_SELECTION, ""),
            Map.entry(ParameterKey.FULL_RATIO, ""),
            Map.entry(ParameterKey.NODE_EXPAND_SECRET_NAME, "node-expand"),
            Map.entry(ParameterKey.NODE_EXPAND_SECRET_NAMESPACE, "csi"),
            Map.entry(ParameterKey.NODE_PUBLISH_SECRET_NAME, "node-publish"),
            Map.entry(ParameterKey.NODE_PUBLISH_SECRET_NAMESPACE, "csi"),
            Map.entry(ParameterKey.CONTROLLER_EXPAND_SECRET_NAME, "expand"),
            Map.entry(ParameterKey.CONTROLLER_EXPAND_SECRET_NAMESPACE, "csi"),
            Map.entry(ParameterKey.CONTROLLER_PUBLISH_SECRET_NAME, "publish"),
            Map.entry(ParameterKey.CONTROLLER_PUBLISH_SECRET_NAMESPACE, "csi"),
            Map.entry(ParameterKey.TRASH_RETENTION, "7d"),
            Map.entry(ParameterKey.MIN_SIZE, "1Gi"),
            Map.entry(ParameterKey.MAX_SIZE, "1.5Ti"),
            Map.entry(ParameterKey.SNAPSHOT_SCHEDULE, "0 3 * * *"),
            Map.entry(ParameterKey.SNAPSHOT_KEEP, "7,30d"),
            Map.entry(ParameterKey.SNAPSHOT_CLASS, "nightly"));

    private final Violations violations = new Violations();

    @Test
    void aMinimalClassHasTheDefaultsOfTheReplacedSystem() {
        assertThat(read(LEAST))
                .isEqualTo(new ClassParameters(
                        new ClusterParameters(
                                Monitors.parse("10.0.7.52:6789"),
                                new PoolName("rbd"),
                                RadosNamespace.DEFAULT,
                                null,
                                null,
                                ObjectKey.of("default", "ceph-admin")),
                        ImageLayout.PLAIN,
                        new VolumeSource.SecretInTree(new ObjectName("ceph-user"), null),
                        null,
                        null,
                        null,
                        SizeLimits.NONE));
    }

    @Test
    void aMinimalCsiClassHasLayeringAndUsesTheUserSecretOnNodes() {
        var parameters = read(LEAST_CSI);

        assertThat(parameters.layout()).isEqualTo(ImageLayout.of(ImageFeatures.LAYERING));
        assertThat(parameters.source())
                .isEqualTo(new VolumeSource.Csi(
                        new ClusterId("ceph-1"),
                        ObjectKey.of("default", "u"),
                        CsiDriver.DEFAULT,
                        new CsiSettings(ImageNamePrefix.DEFAULT, Map.of(), Map.of())));
    }

    @Test
    void readsEveryParameter() {
        var given = new HashMap<String, String>();
        GOOD.forEach((key, value) -> given.put(key.toString(), value));

        assertThat(GOOD).containsOnlyKeys(ParameterKey.values());
        assertThat(read(given))
                .isEqualTo(new ClassParameters(
                        new ClusterParameters(
                                Monitors.parse("10.0.7.52:6789,10.0.7.53:6789"),
                                new PoolName("kube"),
                                new RadosNamespace("team"),
                                new PoolName("journal"),
                                new CephUser("root"),
                                ObjectKey.of("kube-system", "ceph-admin")),
                        new ImageLayout(
                                ImageFeatures.parse("layering,exclusive-lock"),
                                new PoolName("data"),
                                new ObjectSize(8388608),
                                new Striping(65536, 16)),
                        new VolumeSource.Csi(
                                new ClusterId("ceph-1"),
                                ObjectKey.of("nodes", "stage"),
                                new CsiDriver("rook-ceph.rbd.csi.ceph.com"),
                                new CsiSettings(
                                        new ImageNamePrefix("vol-"),
                                        Map.of(
                                                CsiSecret.CONTROLLER_EXPAND, ObjectKey.of("csi", "expand"),
                                                CsiSecret.CONTROLLER_PUBLISH, ObjectKey.of("csi", "publish"),
                                                CsiSecret.NODE_EXPAND, ObjectKey.of("csi", "node-expand"),
                                                CsiSecret.NODE_PUBLISH, ObjectKey.of("csi", "node-publish")),
                                        attributes())),
                        new CephUser("kube"),
                        new FileSystemType("xfs"),
                        TrashRetention.parse("168h"),
                        new SizeLimits(Capacity.parse("1Gi"), Capacity.parse("1536Gi"), null)));
    }

    /** What the node plugin of ceph-csi reads, and what its controller needs to know again. */
    private static Map<String, String> attributes() {
        return GOOD.entrySet().stream()
                .filter(entry -> Set.of(
                                ParameterKey.DATA_POOL,
                                ParameterKey.IMAGE_FEATURES,
                                ParameterKey.VOLUME_NAME_PREFIX,
                                ParameterKey.SNAPSHOT_NAME_PREFIX,
                                ParameterKey.MOUNTER,
                                ParameterKey.TRY_OTHER_MOUNTERS,
                                ParameterKey.MAP_OPTIONS,
                                ParameterKey.UNMAP_OPTIONS,
                                ParameterKey.MKFS_OPTIONS,
                                ParameterKey.CEPH_LOG_DIR,
                                ParameterKey.CEPH_LOG_STRATEGY,
                                ParameterKey.ENCRYPTED,
                                ParameterKey.ENCRYPTION_TYPE,
                                ParameterKey.ENCRYPTION_KMS_ID,
                                ParameterKey.STRIPE_UNIT,
                                ParameterKey.STRIPE_COUNT,
                                ParameterKey.OBJECT_SIZE)
                        .contains(entry.getKey()))
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    }

    @Test
    void theUserSecretTakesPrecedenceOverTheKeyring() {
        var both = with(LEAST, "userSecretNamespace", "shop", "keyring", "no path");

        assertThat(read(both).source())
                .isEqualTo(new VolumeSource.SecretInTree(new ObjectName("ceph-user"), new ObjectName("shop")));
    }

    @Test
    void usesTheKeyringWithoutAUserSecret() {
        var keyring = with(LEAST, "userSecretName", "", "keyring", "/etc/ceph/keyring");

        assertThat(read(keyring).source())
                .isEqualTo(new VolumeSource.KeyringInTree(new KeyringPath("/etc/ceph/keyring")));
    }

    @ParameterizedTest
    @EnumSource
    void keysAreNotCaseSensitive(ParameterKey key) {
        var given = new HashMap<String, String>();
        GOOD.forEach((other, value) -> given.put(other.toString(), value));
        var expected = read(given);
        var value = requireNonNull(given.remove(key.toString()));

        given.put(key.toString().toUpperCase(Locale.ROOT), value);
        assertThat(read(given)).isEqualTo(expected);

        given.remove(key.toString().toUpperCase(Locale.ROOT));
        given.put(key.toString().toLowerCase(Locale.ROOT), value);
        assertThat(read(given)).isEqualTo(expected);
    }

    /** As ceph-csi's example has it, but for the monitors, which the configuration of the cluster adds. */
    @Test
    void readsTheNamesOfCephCsi() {
        var parameters = read(Map.of(
                "monitors", "10.0.7.52:6789",
                "clusterID", "ceph-1",
                "csi.storage.k8s.io/provisioner-secret-name", "csi-rbd-secret",
                "csi.storage.k8s.io/provisioner-secret-namespace", "ceph",
                "csi.storage.k8s.io/node-stage-secret-name", "csi-node-secret",
                "csi.storage.k8s.io/node-stage-secret-namespace", "nodes",
                "csi.storage.k8s.io/fstype", "ext4"));

        assertThat(parameters.cluster().adminSecret()).isEqualTo(ObjectKey.of("ceph", "csi-rbd-secret"));
        assertThat(((VolumeSource.Csi) parameters.source()).nodeStageSecret())
                .isEqualTo(ObjectKey.of("nodes", "csi-node-secret"));
        assertThat(parameters.fileSystem()).isEqualTo(new FileSystemType("ext4"));
    }

    @Test
    void checkClassAssumesWhatTheClusterAndTheClaimWillAdd() {
        var given = with(
                LEAST_CSI,
                "csi.storage.k8s.io/node-publish-secret-name",
                "${pvc.name}-key",
                "csi.storage.k8s.io/node-publish-secret-namespace",
                "${pvc.namespace}");
        given.remove("monitors");

        assertThat(ParameterReader.checkClass(given, violations)).isNotNull();
        assertThat(violations.all()).isEmpty();
    }

    @Test
    void readClusterIgnoresOtherParameters() {
        var worn = with(LEAST, "pool", "kube", "imageFormat", "1", "fsType", "-", "thin", "yes", "userSecretName", "");

        var cluster = ParameterReader.readCluster(worn, violations);

        assertThat(violations.all()).isEmpty();
        assertThat(requireNonNull(cluster).pool()).hasToString("kube");
    }

    @Test
    void readClusterRejectsAnInvalidUser() {
        ParameterReader.readCluster(with(LEAST, "adminId", "client.admin"), violations);

        assertThat(violations.all()).extracting(Violation::field).containsExactly("parameters.adminId");
    }

    @Test
    void readClusterTakesTheFirstOfTwoSpellings() {
        var cluster = ParameterReader.readCluster(with(LEAST, "pool", "b", "POOL", "a"), violations);

        assertThat(requireNonNull(cluster).pool()).hasToString("a");
    }

    @Test
    void rejectsMoreParametersThanTheApiServerAllows() {
        var many = new HashMap<>(LEAST);
        for (int number = 0; number < 510; number++) {
            many.put("x" + number, "");
        }

        assertThat(ParameterReader.readClass(many, violations)).isNull();
        assertThat(ParameterReader.readCluster(with(LEAST, "x", "a".repeat(256 << 10)), violations))
                .isNull();
        assertThat(violations.all()).isEqualTo(List.of(tooMany(), tooMany()));
    }

    private static Violation tooMany() {
        return new Violation("parameters", "too many parameters: at most 512, of 256 KiB together");
    }

    private ClassParameters read(Map<String, String> parameters) {
        @Nullable ClassParameters read = ParameterReader.readClass(parameters, violations);
        assertThat(violations.all()).isEmpty();
        return requireNonNull(read);
    }

    private static Map<String, String> with(Map<String, String> parameters, String... keysAndValues) {
        var changed = new HashMap<>(parameters);
        for (int at = 0; at < keysAndValues.length; at += 2) {
            changed.put(keysAndValues[at], keysAndValues[at + 1]);
        }
        return changed;
    }
}
