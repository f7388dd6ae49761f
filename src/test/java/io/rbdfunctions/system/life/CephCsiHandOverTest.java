package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.manifest.RecordedObjects;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In place of ceph-csi, under the name of its driver, with its class and its configuration, as {@code docs/migrating.md} says. */
@QuarkusTest
@TestProfile(CephCsiProfile.class)
@QuarkusTestResource(
        value = ApiServer.class,
        initArgs = @ResourceArg(name = ApiServer.NAME_ARGUMENT, value = CephCsiHandOverTest.DRIVER),
        restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init")
class CephCsiHandOverTest extends ClusterTestBase {
    static final String DRIVER = "rbd.csi.ceph.com";

    private static final String DIRECTORY = "csi.volumes.default";
    private static final String IDENTITY = "storage.kubernetes.io/csiProvisionerIdentity";

    private final KubernetesClient client = ApiServer.client();
    private String storageClass;

    /** As ceph-csi's example and Rook have it. */
    @BeforeEach
    void makeConfigMap() {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(CephCsiProfile.NAMESPACE)
                        .withName(CephCsiProfile.NAME)
                        .endMetadata()
                        .addToData(
                                "config.json",
                                "[{\"clusterID\":\"c1\",\"monitors\":[\"%s\"]}]".formatted(ceph.monitors()))
                        .build())
                .createOr(NonDeletingOperation::update);
        ApiServer.permitClusterConfig(client);
    }

    /** The class of the recordings, with the pool and the Secret of this test. */
    @BeforeEach
    void makeClass() {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "clusterID", "c1",
                "pool", cluster.pool(),
                "imageFeatures", "layering",
                "csi.storage.k8s.io/fstype", "ext4"));
        for (String call : Set.of("provisioner", "controller-expand", "node-stage")) {
            parameters.put("csi.storage.k8s.io/%s-secret-name".formatted(call), "ceph-admin");
            parameters.put("csi.storage.k8s.io/%s-secret-namespace".formatted(call), cluster.namespace());
        }
        storageClass = cluster.makeClass(
                builder -> new StorageClassBuilder(builder.build())
                        .withProvisioner(DRIVER)
                        .withParameters(parameters),
                Map.of());
    }

    @Test
    void aVolumeOfCephCsiIsGrownAndDeleted() {
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);
        CephCsiVolume volume = CephCsiVolume.of(ceph, cluster, claim);
        PersistentVolume made = cluster.volumeOf(cluster.bound(claim));
        var journalBefore = journal().all("csi.");

        EventSource.updated(cluster.grow(claim, "128Mi"));

        assertThat(ceph.sizeOf(cluster.pool() + "/" + volume.image())).isEqualTo(128L << 20);
        assertThat(cluster.now(made).getSpec().getCapacity().get("storage")).hasToString("128Mi");
        assertThat(journal().all("csi.")).isEqualTo(journalBefore);

        cluster.delete(claim);
        EventSource.updated(cluster.released(made));

        cluster.untilGone(made);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(journal().all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    /** The Secret has the entries of ceph-csi and Rook, in place of those of the in-tree plugin. */
    @Test
    void theSecretOfCephCsiProvisions() {
        cluster.deleteSecret();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("ceph-admin")
                        .endMetadata()
                        .addToData("userID", base64("admin"))
                        .addToData("userKey", base64(ceph.adminKey()))
                        .build())
                .create();
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(storageClass));

        EventSource.updated(claim);

        PersistentVolume volume = cluster.volumeOf(cluster.bound(claim));
        assertThat(volume.getMetadata().getAnnotations())
                .as("the Secret names the user, and the configuration the monitors")
                .doesNotContainKeys("rbdfunctions.io/admin-id", "rbdfunctions.io/monitors");
        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));
        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSweepServesVolumesOfCephCsi() {
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);
        CephCsiVolume.of(ceph, cluster, claim);
        PersistentVolume made = cluster.volumeOf(cluster.bound(claim));
        cluster.grow(claim, "128Mi");

        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(cluster.now(made).getSpec().getCapacity().get("storage")).hasToString("128Mi");

        cluster.delete(claim);
        cluster.released(made);
        assertThat(SweepClient.report().failures()).isEmpty();
        cluster.untilGone(made);
    }

    /** Between the journal entry and the volume, ceph-csi was scaled to zero. */
    @Test
    void aVolumeThatCephCsiHasBegunIsFinished() {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(storageClass));
        String random = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        String name = "pvc-" + claim.getMetadata().getUid();
        journal().set(DIRECTORY, "csi.volume." + name, random);
        journal().set("csi.volume." + random, "csi.volname", name);
        journal().set("csi.volume." + random, "csi.imagename", "csi-vol-" + random);

        EventSource.updated(claim);

        assertThat(cluster.volumeOf(cluster.bound(claim)).getSpec().getCsi().getVolumeHandle())
                .endsWith(random);
        assertThat(ceph.images(cluster.pool())).containsExactly("csi-vol-" + random);
    }

    /**
     * Ceph-csi and the sidecars of its controller go on with such a volume: they read the fields of the recording, the journal, and
     * the Secret for the deletion.
     */
    @Test
    void aNewVolumeIsLikeOneOfCephCsi() {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(storageClass));
        EventSource.updated(claim);
        PersistentVolume volume = cluster.volumeOf(cluster.bound(claim));
        PersistentVolume recorded = RecordedObjects.volumeOf("01-two-claims", "alpha");
        String uid = claim.getMetadata().getUid();

        assertThat(volume.getMetadata().getAnnotations())
                .containsAllEntriesOf(Map.of(
                        "pv.kubernetes.io/provisioned-by",
                        DRIVER,
                        "volume.kubernetes.io/provisioner-deletion-secret-name",
                        "ceph-admin",
                        "volume.kubernetes.io/provisioner-deletion-secret-namespace",
                        cluster.namespace()));
        assertThat(volume.getMetadata().getFinalizers())
                .contains("external-provisioner.volume.kubernetes.io/finalizer");
        CSIPersistentVolumeSource csi = volume.getSpec().getCsi();
        assertThat(csi.getVolumeAttributes())
                .containsOnlyKeys(
                        recorded.getSpec().getCsi().getVolumeAttributes().keySet())
                .containsEntry("imageName", "csi-vol-" + uid)
                .containsEntry("journalPool", cluster.pool())
                .containsKey(IDENTITY);
        assertThat(csi.getVolumeHandle()).matches("0001-0002-c1-[0-9a-f]{16}-" + uid);
        assertThat(csi.getDriver()).isEqualTo(DRIVER);
        assertThat(csi.getFsType()).isEqualTo("ext4");
        assertThat(csi.getControllerExpandSecretRef().getName()).isEqualTo("ceph-admin");
        assertThat(csi.getNodeStageSecretRef().getName()).isEqualTo("ceph-admin");
        assertThat(journal().of(DIRECTORY)).isEqualTo(Map.of("csi.volume.pvc-" + uid, uid));
        assertThat(journal().of("csi.volume." + uid))
                .containsOnlyKeys("csi.volname", "csi.imagename", "csi.imageid", "csi.volume.owner")
                .containsEntry("csi.volname", "pvc-" + uid)
                .containsEntry("csi.imagename", "csi-vol-" + uid)
                .containsEntry("csi.volume.owner", cluster.namespace());
    }

    private Omaps journal() {
        return Omaps.of(ceph, cluster.pool());
    }
}
