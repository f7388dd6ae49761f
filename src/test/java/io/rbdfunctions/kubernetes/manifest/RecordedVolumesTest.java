package io.rbdfunctions.kubernetes.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
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
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dynamic volumes look like those that a real ceph-csi made from the same class. */
class RecordedVolumesTest {
    private static final String IDENTITY = "storage.kubernetes.io/csiProvisionerIdentity";
    private static final String DRIVER = "rbd.csi.ceph.com";

    /** The class of the recordings, completed by the configuration of its cluster. */
    private static final Map<String, String> CLASS = Map.of(
            "monitors", "127.0.0.1:6789",
            "clusterID", "c1",
            "pool", "kube",
            "imageFeatures", "layering",
            "csi.storage.k8s.io/provisioner-secret-name", "csi-rbd",
            "csi.storage.k8s.io/provisioner-secret-namespace", "kube-system",
            "csi.storage.k8s.io/controller-expand-secret-name", "csi-rbd",
            "csi.storage.k8s.io/controller-expand-secret-namespace", "kube-system",
            "csi.storage.k8s.io/node-stage-secret-name", "csi-rbd",
            "csi.storage.k8s.io/node-stage-secret-namespace", "kube-system");

    @ParameterizedTest
    @CsvSource({
        "alpha, FILESYSTEM, READ_WRITE_ONCE, 1Gi, 6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
        "blk, BLOCK, READ_WRITE_MANY, 2Gi, bfce1ea1-dd5c-46eb-b5dc-c8638515aaf5"
    })
    void aDynamicVolumeIsTheRecordedOne(
            String claim, VolumeMode mode, AccessMode accessMode, String size, String uuid) {
        PersistentVolume recorded = RecordedObjects.volumeOf("01-two-claims", claim);
        String uid = recorded.getSpec().getClaimRef().getUid();
        PersistentVolume made = VolumeManifest.of(new VolumeSpec(
                new ObjectName("pvc-" + uid),
                ImageRef.of("kube", "csi-vol-" + uuid),
                Capacity.parse(size),
                DRIVER,
                CephUser.ADMIN,
                parameters(Map.of("csi.storage.k8s.io/fstype", "ext4")),
                List.of(accessMode),
                mode,
                ReclaimPolicy.DELETE,
                List.of(),
                new ObjectName("csi-rbd"),
                null,
                new ClaimRef(ObjectKey.of("default", claim), new Uid(uid)),
                new DynamicVolume("0001-0002-c1-0000000000000001-" + uuid, new PoolName("kube"), null)));

        assertThat(made.getSpec().getCsi().getVolumeAttributes())
                .containsEntry(IDENTITY, "rbd-functions-rbd.csi.ceph.com");
        assertThat(withoutWhatOthersSet(made)).isEqualTo(withoutWhatOthersSet(recorded));
    }

    @Test
    void aVolumeSaysWhatItsClassHasBeyondThat() {
        PersistentVolume made = VolumeManifest.of(spec(
                Map.of(
                        "volumeNamePrefix", "vol-",
                        "journalPool", "journal",
                        "radosNamespace", "team",
                        "adminId", "operator",
                        "trashRetention", "24h",
                        "mounter", "rbd-nbd",
                        "csi.storage.k8s.io/node-publish-secret-name", "publish",
                        "csi.storage.k8s.io/node-publish-secret-namespace", "csi"),
                "rbdfunctions.io/rbd"));

        assertThat(made.getSpec().getCsi().getVolumeAttributes())
                .containsEntry("volumeNamePrefix", "vol-")
                .containsEntry("journalPool", "journal")
                .containsEntry("radosNamespace", "team")
                .containsEntry("mounter", "rbd-nbd")
                .doesNotContainKeys("adminId", "trashRetention", "monitors", "staticVolume");
        assertThat(made.getSpec().getCsi().getNodePublishSecretRef().getName()).isEqualTo("publish");
        assertThat(made.getMetadata().getAnnotations())
                .containsEntry("rbdfunctions.io/monitors", "10.0.7.52:6789")
                .containsEntry("rbdfunctions.io/admin-id", "operator")
                .containsEntry("rbdfunctions.io/trash-retention", "1440m");
        assertThat(made.getMetadata().getFinalizers()).containsExactly(VolumeManifest.FINALIZER);
    }

    private static VolumeSpec spec(Map<String, String> more, String provisioner) {
        return new VolumeSpec(
                new ObjectName("pvc-1"),
                ImageRef.of("kube", "vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b"),
                Capacity.parse("1Gi"),
                provisioner,
                CephUser.ADMIN,
                parameters(more),
                List.of(AccessMode.READ_WRITE_ONCE),
                null,
                ReclaimPolicy.DELETE,
                List.of(),
                null,
                null,
                null,
                new DynamicVolume(
                        "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b",
                        new PoolName("journal"),
                        Monitors.parse("10.0.7.52:6789")));
    }

    private static ClassParameters parameters(Map<String, String> more) {
        Violations violations = new Violations();
        Map<String, String> all = new HashMap<>(CLASS);
        all.putAll(more);
        @Nullable ClassParameters parameters = ParameterReader.readClass(all, violations);
        assertThat(violations.all()).isEmpty();
        return requireNonNull(parameters);
    }

    /** Drops what the API server and the controllers set, and the identity, which differs between starts of a provisioner. */
    private static PersistentVolume withoutWhatOthersSet(PersistentVolume volume) {
        return new PersistentVolumeBuilder(volume)
                .editMetadata()
                .withCreationTimestamp(null)
                .withResourceVersion(null)
                .withUid(null)
                .removeFromFinalizers("kubernetes.io/pv-protection")
                .endMetadata()
                .editSpec()
                .editClaimRef()
                .withResourceVersion(null)
                .endClaimRef()
                .editCsi()
                .removeFromVolumeAttributes(IDENTITY)
                .endCsi()
                .endSpec()
                .withStatus(null)
                .build();
    }
}
