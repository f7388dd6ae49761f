package io.rbdfunctions.kubernetes.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each manifest as a whole, beside the file that says how it should look. */
class VolumeManifestTest {
    private static final String UID = "1c4f3a52-9d1e-4c37-a3d4-5b6e7f809101";
    private static final Map<String, String> CLASS = Map.of(
            "monitors", "10.0.7.52:6789,10.0.7.53:6789",
            "pool", "kube",
            "adminSecretName", "ceph-admin",
            "userId", "kube",
            "fsType", "xfs");

    private static final Map<String, String> SECRET =
            Map.of("userSecretName", "ceph-user", "userSecretNamespace", "shop");
    private static final Map<String, String> KEYRING = Map.of("keyring", "/etc/ceph/ceph.client.kube.keyring");
    private static final Map<String, String> CSI = Map.of(
            "clusterID",
            "ceph-1",
            "nodeStageSecretName",
            "ceph-node",
            "nodeStageSecretNamespace",
            "ceph-csi",
            "imageFeatures",
            "layering,exclusive-lock");

    @Test
    void anInTreeFileSystemWithASecretForItsNodes() {
        assertManifest("in-tree-secret-filesystem.yaml", ofClaim(SECRET, VolumeMode.FILESYSTEM));
    }

    @Test
    void anInTreeBlockDeviceWithASecretForItsNodes() {
        assertManifest("in-tree-secret-block.yaml", ofClaim(SECRET, VolumeMode.BLOCK));
    }

    @Test
    void anInTreeFileSystemWithAKeyringOnItsNodes() {
        assertManifest("in-tree-keyring-filesystem.yaml", ofClaim(KEYRING, VolumeMode.FILESYSTEM));
    }

    @Test
    void aCsiFileSystem() {
        assertManifest("csi-filesystem.yaml", ofClaim(CSI, VolumeMode.FILESYSTEM));
    }

    /** Rook uses this driver name. */
    @Test
    void aCsiVolumeForAnotherDriverName() {
        Map<String, String> rook = new HashMap<>(CSI);
        rook.put("csiDriver", "rook-ceph.rbd.csi.ceph.com");

        assertThat(ofClaim(rook, VolumeMode.FILESYSTEM).getSpec().getCsi().getDriver())
                .isEqualTo("rook-ceph.rbd.csi.ceph.com");
    }

    @Test
    void aCsiBlockDevice() {
        assertManifest("csi-block.yaml", ofClaim(CSI, VolumeMode.BLOCK));
    }

    @Test
    void aVolumeWithRequiredValuesOnly() {
        var least = Map.of("monitors", "10.0.7.52", "adminSecretName", "ceph-admin", "userSecretName", "ceph-user");

        assertManifest(
                "least.yaml",
                VolumeManifest.of(new VolumeSpec(
                        new ObjectName("data"),
                        ImageRef.of("rbd", "kubernetes-dynamic-pvc-" + UID),
                        new Capacity(1),
                        "rbdfunctions.io/rbd",
                        CephUser.ADMIN,
                        parameters(least),
                        List.of(AccessMode.READ_WRITE_ONCE, AccessMode.READ_ONLY_MANY),
                        null,
                        ReclaimPolicy.DELETE,
                        List.of(),
                        null,
                        null,
                        null,
                        null)));
    }

    @Test
    void nodesUseTheAdminIfTheClassNamesNoUser() {
        var volume = VolumeManifest.of(spec(Map.of("userId", ""), SECRET, VolumeMode.FILESYSTEM));

        assertThat(volume.getSpec().getRbd().getUser()).isEqualTo("admin");
    }

    @Test
    void theNodePluginCanReadTheLimitsOfAnAttributesClass() {
        var spec = VolumeManifest.of(spec(Map.of(), CSI, VolumeMode.FILESYSTEM, new ObjectName("gold")))
                .getSpec();

        assertThat(spec.getVolumeAttributesClassName()).isEqualTo("gold");
        assertThat(spec.getCsi().getNodePublishSecretRef())
                .isEqualTo(spec.getCsi().getNodeStageSecretRef());
    }

    private static PersistentVolume ofClaim(Map<String, String> source, VolumeMode mode) {
        return VolumeManifest.of(spec(Map.of(), source, mode));
    }

    private static VolumeSpec spec(Map<String, String> overrides, Map<String, String> source, VolumeMode mode) {
        return spec(overrides, source, mode, null);
    }

    private static VolumeSpec spec(
            Map<String, String> overrides,
            Map<String, String> source,
            VolumeMode mode,
            @Nullable ObjectName attributesClass) {
        var raw = new HashMap<>(CLASS);
        raw.putAll(source);
        raw.putAll(overrides);
        return new VolumeSpec(
                new ObjectName("pvc-" + UID),
                ImageRef.of("kube", "kubernetes-dynamic-pvc-" + UID),
                new Capacity(1_610_612_735),
                "rbdfunctions.io/rbd",
                CephUser.ADMIN,
                parameters(raw),
                List.of(AccessMode.READ_WRITE_ONCE),
                mode,
                ReclaimPolicy.RETAIN,
                List.of("discard", "noatime"),
                new ObjectName("rbd-fast"),
                attributesClass,
                new ClaimRef(ObjectKey.of("shop", "data"), new Uid(UID)),
                null);
    }

    private static ClassParameters parameters(Map<String, String> raw) {
        var violations = new Violations();
        @Nullable ClassParameters parameters = ParameterReader.readClass(raw, violations);
        assertThat(violations.all()).isEmpty();
        return requireNonNull(parameters);
    }

    private static void assertManifest(String file, PersistentVolume volume) {
        assertThat(Serialization.asYaml(volume)).isEqualTo(read("/volumes/" + file));
    }

    private static String read(String resource) {
        try (InputStream file = requireNonNull(VolumeManifestTest.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(resource, unreadable);
        }
    }
}
