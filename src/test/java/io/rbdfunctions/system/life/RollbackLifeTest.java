package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.ceph.ImageData;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A claim's volume goes back to a VolumeSnapshot by a call, and forth again. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(SnapshotProfile.class)
class RollbackLifeTest extends SnapshotTestBase {
    @TempDir
    private Path directory;

    @Test
    void theClaimKeepsItsVolumeAndGetsTheDataOfItsSnapshot() {
        write(1);
        String old = checksum();
        GenericKubernetesResource content = snapshots.snapshot(volume);
        EventSource.resource("add", content).then().statusCode(204);
        String snapshot = snapshots.bind(content);
        write(2);
        String young = checksum();

        String trashId = rollback("volumeSnapshot", Map.of("namespace", cluster.namespace(), "name", snapshot))
                .getString("trashId");

        assertThat(checksum()).isEqualTo(old);
        assertUnchanged();
        assertThat(rollback("trashId", trashId).getString("action")).isEqualTo("rolled back");
        assertThat(checksum()).isEqualTo(young);
        assertUnchanged();
    }

    /** The image before is in the trash, and the snapshot's image has it as parent. */
    @Test
    void aVolumeThatWasRolledBackIsDeletedAsOthersAre() {
        GenericKubernetesResource content = snapshots.snapshot(volume);
        EventSource.resource("add", content).then().statusCode(204);
        String snapshot = snapshots.bind(content);
        rollback("volumeSnapshot", Map.of("namespace", cluster.namespace(), "name", snapshot));

        snapshots.delete(content);
        EventSource.updated(snapshots.now(content)).then().statusCode(204);
        cluster.delete(source);
        EventSource.updated(cluster.released(volume)).then().statusCode(204);

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    private JsonPath rollback(String field, Object to) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of(
                        "storageClassName",
                        storageClass,
                        "pvName",
                        volume.getMetadata().getName(),
                        field,
                        to))
                .post("/rollback")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The sweep finds nothing to do, nothing that is missing and nothing that is left. */
    private void assertUnchanged() {
        PersistentVolume now = cluster.now(volume);
        assertThat(now.getSpec()).isEqualTo(volume.getSpec());
        assertThat(cluster.now(source).getStatus().getPhase()).isEqualTo("Bound");
        EventSource.updated(now).then().statusCode(204);
        SweepClient.Report report = SweepClient.report();
        assertThat(report.failures()).isEmpty();
        assertThat(report.orphans()).noneMatch(image -> image.startsWith(cluster.pool() + "/"));
        assertThat(report.journalEntries()).noneMatch(entry -> entry.startsWith(cluster.pool() + "/"));
    }

    private void write(int seed) {
        data().write(cluster.imageOf(source), seed);
    }

    private String checksum() {
        return data().checksum(cluster.imageOf(source));
    }

    private ImageData data() {
        return new ImageData(ceph, directory);
    }
}
