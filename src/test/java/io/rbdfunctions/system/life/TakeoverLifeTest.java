package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The check before ceph-csi is replaced, on volumes as ceph-csi makes them. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class TakeoverLifeTest extends ClusterTestBase {
    /** Of this test only. */
    private final String driver =
            "d%s.rbd.csi.ceph.com".formatted(UUID.randomUUID().toString().substring(0, 8));

    @Test
    void volumesThatCouldNotBeServedAreReported() {
        PersistentVolumeClaim good = boundClaim();
        PersistentVolumeClaim lost = boundClaim();
        PersistentVolumeClaim grouped = boundClaim();
        PersistentVolumeClaim gone = boundClaim();
        journal().remove(object(lost));
        journal().set(object(grouped), "csi.groupid", "0001-0002-c1-0000000000000001-" + UUID.randomUUID());
        ceph.rbd("rm", "--no-progress", cluster.imageOf(gone)).orFail();
        PersistentVolume like = cluster.volumeOf(good);
        PersistentVolume encrypted = create(
                like,
                volume -> volume.editSpec()
                        .editCsi()
                        .addToVolumeAttributes("encrypted", "true")
                        .endCsi()
                        .endSpec());
        PersistentVolume invalid = create(
                like,
                volume -> volume.editSpec()
                        .editCsi()
                        .withVolumeHandle("0001-c1")
                        .endCsi()
                        .endSpec());
        PersistentVolume keyless = create(
                like,
                volume -> volume.editMetadata()
                        .addToAnnotations("volume.kubernetes.io/provisioner-deletion-secret-name", "no-such-secret")
                        .endMetadata()
                        .editSpec()
                        .withStorageClassName("no-such-class")
                        .editCsi()
                        .withNodeStageSecretRef(null)
                        .withControllerExpandSecretRef(null)
                        .endCsi()
                        .endSpec());
        PersistentVolume adrift = create(
                like,
                volume -> volume.editMetadata()
                        .withAnnotations(Map.of())
                        .endMetadata()
                        .editSpec()
                        .withStorageClassName("no-such-class")
                        .endSpec());
        var before = journal().all("csi.");

        JsonPath report = takeover();

        assertThat(report.getInt("servable")).isOne();
        assertThat(report.getBoolean("complete")).isTrue();
        assertThat(report.getList("notServable")).hasSize(7);
        assertReason(report, nameOf(lost), "the journal lacks the object", "call repair");
        assertReason(report, nameOf(grouped), "belongs to a volume group of ceph-csi");
        assertReason(report, nameOf(gone), "does not exist");
        assertReason(report, encrypted.getMetadata().getName(), "is encrypted by ceph-csi");
        assertReason(report, invalid.getMetadata().getName(), "invalid handle");
        assertReason(report, keyless.getMetadata().getName(), "no-such-secret");
        assertReason(report, adrift.getMetadata().getName(), "name the monitors");
        assertThat(report.getString("notServable.find { it.persistentVolume == '%s' }.claim".formatted(nameOf(lost))))
                .isEqualTo(cluster.namespace() + "/" + lost.getMetadata().getName());
        assertThat(journal().all("csi.")).as("nothing is changed").isEqualTo(before);
    }

    @Test
    void classesThatWouldBeRefusedAreReported() {
        String good = makeClass(Map.of());
        String encrypted = makeClass(Map.of("encrypted", "true"));
        String keyless = makeClass(Map.of("adminSecretName", "no-such-secret"));
        String poolless = makeClass(Map.of("pool", "no-such-pool"));

        JsonPath report = takeover();

        assertThat(report.getList("classes.storageClass"))
                .containsExactlyInAnyOrder(good, encrypted, keyless, poolless);
        assertThat(report.getList("classes.findAll { it.servable }.storageClass"))
                .containsExactly(good);
        assertClassReason(report, encrypted, "encrypted");
        assertClassReason(report, keyless, "no-such-secret");
        assertClassReason(report, poolless, "no-such-pool");
    }

    private static void assertReason(JsonPath report, String volume, String... words) {
        assertThat(report.getString("notServable.find { it.persistentVolume == '%s' }.reason".formatted(volume)))
                .as(volume)
                .contains(words);
    }

    private static void assertClassReason(JsonPath report, String name, String words) {
        assertThat(report.getString("classes.find { it.storageClass == '%s' }.reason".formatted(name)))
                .contains(words);
    }

    private JsonPath takeover() {
        return given().contentType("application/json")
                .body("{\"csiDriver\":\"%s\"}".formatted(driver))
                .post("/takeover")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String makeClass(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(
                Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node", "nodeStageSecretNamespace", "default"));
        parameters.putAll(more);
        return cluster.makeClass(builder -> builder.withProvisioner(driver), parameters);
    }

    private PersistentVolume create(PersistentVolume like, UnaryOperator<PersistentVolumeBuilder> change) {
        return cluster.create(change.apply(new PersistentVolumeBuilder(like)
                        .withStatus(null)
                        .editMetadata()
                        .withName("pv-" + UUID.randomUUID())
                        .withUid(null)
                        .withResourceVersion(null)
                        .endMetadata())
                .build());
    }

    private PersistentVolumeClaim boundClaim() {
        PersistentVolumeClaim claim =
                cluster.handedOver(cluster.makeClaim(cluster.makeCsiClass(Map.of("csiDriver", driver))));
        EventSource.updated(claim);
        return cluster.bound(claim);
    }

    private static String nameOf(PersistentVolumeClaim claim) {
        return claim.getSpec().getVolumeName();
    }

    private static String object(PersistentVolumeClaim claim) {
        return "csi.volume." + claim.getMetadata().getUid();
    }

    private Omaps journal() {
        return Omaps.of(ceph, cluster.pool());
    }
}
