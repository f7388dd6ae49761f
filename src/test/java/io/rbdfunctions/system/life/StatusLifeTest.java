package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.restassured.path.json.JsonPath;
import java.util.Comparator;
import java.util.List;
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
        assertThat(status.getMap("orphanImages.find { it.image == '%s/%s' }".formatted(cluster.pool(), orphan)))
                .containsEntry("capacity", "64 MiB")
                .containsEntry("storageClass", storageClass);
        assertThat(status.getMap("trash.find { it.pool == '%s' }".formatted(cluster.pool())))
                .containsEntry("claim", Names.of(gone))
                .containsKey("bytes");
        assertThat(status.getMap("troubles.find { it.object == '%s' }".formatted(Names.of(failed))))
                .containsEntry("kind", "pendingClaim")
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason.toString()).contains("no-such-secret"));
        assertThat(status.getMap("namespaces.find { it.namespace == '%s' }".formatted(cluster.namespace())))
                .containsEntry("volumes", 1);
        assertThat(status.getMap("pools.find { it.pool == '%s' }".formatted(cluster.pool())))
                .containsEntry("volumes", 1);
        assertThat(status.getMap("lastSweep")).containsKeys("at", "report");
        assertThat(status.getBoolean("complete")).isTrue();
        assertThat(page()).contains(cluster.pool() + "/" + orphan, "no-such-secret");
    }

    @Test
    void findsVolumesByQuery() {
        String storageClass = cluster.makeClass();
        PersistentVolumeClaim first = provisioned(storageClass);
        PersistentVolumeClaim second = provisioned(storageClass);
        String image = cluster.imageOf(second);
        ceph.rbd("rm", "--no-progress", image).orFail();

        assertThat(claims("namespace=" + cluster.namespace() + "&sort=-claim"))
                .containsExactlyInAnyOrder(Names.of(first), Names.of(second))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(claims("namespace=" + cluster.namespace() + "&limit=1&page=2"))
                .hasSize(1);
        assertThat(claims("state=ImageMissing&class=" + storageClass)).containsExactly(Names.of(second));
        assertThat(claims("state=Bound&class=" + storageClass)).containsExactly(Names.of(first));
        assertThat(status().getMap("troubles.find { it.object == '%s' }"
                        .formatted(cluster.volumeOf(second).getMetadata().getName())))
                .containsEntry("kind", "missingImage");
        assertThat(given().accept("text/html").get("/?q=" + image).asString())
                .contains("1 to 1 of 1", "class=\"ImageMissing\"", "Needs attention");
    }

    private List<String> claims(String query) {
        return given().accept("application/json")
                .get("/?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("volumes.claim", String.class);
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
                .extract()
                .asString();
    }
}
