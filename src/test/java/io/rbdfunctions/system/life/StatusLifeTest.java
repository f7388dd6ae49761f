package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The status report, on a real Ceph cluster. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class StatusLifeTest extends ClusterTestBase {
    @Test
    void reportsVolumesOrphansTrashFailuresAndTheLastSweep() {
        String storageClass = cluster.makeClass(builder -> builder, Map.of("trashRetention", "168h"));
        PersistentVolumeClaim kept = provisioned(storageClass);
        PersistentVolumeClaim gone = provisioned(storageClass);
        PersistentVolume volume = cluster.volumeOf(gone);
        cluster.delete(gone);
        EventSource.updated(cluster.released(volume));
        cluster.untilGone(volume);
        String orphan = "kubernetes-dynamic-pvc-" + UUID.randomUUID();
        ceph.createImage(cluster.pool() + "/" + orphan, 64);
        PersistentVolumeClaim failed =
                cluster.makeClaim(cluster.makeClass(builder -> builder, Map.of("adminSecretName", "no-such-secret")));
        EventSource.updated(cluster.handedOver(failed));
        SweepClient.report();

        JsonPath status = status();

        assertThat(status.getList("usage.findAll { it.pool == '%s' }.volumes".formatted(cluster.pool())))
                .containsExactly(1);
        assertThat(status.getList("volumes.findAll { it.claim == '%s/%s' }.image"
                        .formatted(cluster.namespace(), kept.getMetadata().getName())))
                .containsExactly(cluster.imageOf(kept));
        assertThat(status.getList("orphans.images", String.class)).contains(cluster.pool() + "/" + orphan);
        assertThat(status.getMap("trash.find { it.pool == '%s' }".formatted(cluster.pool())))
                .containsEntry("storageClass", storageClass)
                .containsKeys("id", "expiresAt");
        assertThat(status.getList("failures.findAll { it.about.contains('%s/%s') }.reason"
                        .formatted(cluster.namespace(), failed.getMetadata().getName())))
                .contains("ProvisioningFailed");
        assertThat(status.getMap("lastSweep")).containsKeys("at", "report");
        assertThat(status.getBoolean("complete")).isTrue();
        assertThat(page()).contains(cluster.pool() + "/" + orphan, "no-such-secret");
    }

    @Test
    void otherRequestsAreRejected() {
        given().put("/").then().statusCode(405);
        given().get("/provision").then().statusCode(405);
        given().get("//").then().statusCode(404);
    }

    private PersistentVolumeClaim provisioned(String storageClass) {
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);
        EventSource.updated(cluster.handedOver(claim));
        cluster.bound(claim);
        return claim;
    }

    private static JsonPath status() {
        return given().accept("application/json")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath();
    }

    private static String page() {
        return given().accept("text/html")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                                + " form-action 'none'; frame-ancestors 'none'")
                .extract()
                .asString();
    }
}
