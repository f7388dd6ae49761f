package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Journals of ceph-csi that were lost, and their repair. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class JournalLifeTest extends ClusterTestBase {
    private static final String DIRECTORY = "csi.volumes.default";

    @Test
    void aLostJournalIsRepaired() {
        PersistentVolumeClaim claim = boundClaim();
        var complete = journal().all("csi.");
        String name = claim.getSpec().getVolumeName();
        journal().remove(DIRECTORY);
        journal().remove(object(claim));

        JsonPath foreseen = repair("{\"pvName\":\"%s\",\"dryRun\":true}".formatted(name), 200);
        assertThat(foreseen.getString("action")).isEqualTo("would repair");
        assertThat(journal().objects("csi.")).isEmpty();

        JsonPath repaired = repair("{\"pvName\":\"%s\"}".formatted(name), 200);
        assertThat(repaired.getString("action")).isEqualTo("repaired");
        assertThat(repaired.getString("pool") + "/" + repaired.getString("image"))
                .isEqualTo(cluster.imageOf(claim));
        assertThat(repaired.getList("missing", String.class))
                .containsExactly(
                        "the object %s/%s".formatted(cluster.pool(), object(claim)),
                        "csi.volume.%s in %s/%s".formatted(name, cluster.pool(), DIRECTORY));
        assertThat(journal().all("csi.")).isEqualTo(complete);

        assertThat(repair("{\"pvName\":\"%s\"}".formatted(name), 200).getString("action"))
                .isEqualTo("complete");
    }

    @Test
    void aRepairedVolumeIsGrownAndDeleted() {
        PersistentVolumeClaim claim = boundClaim();
        var volume = cluster.volumeOf(claim);
        journal().remove(object(claim));
        repair("{\"pvName\":\"%s\"}".formatted(claim.getSpec().getVolumeName()), 200);

        EventSource.updated(cluster.grow(claim, "128Mi"));
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(128L << 20);
        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(journal().all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    @Test
    void contradictionsAndMissingVolumesAreRefused() {
        PersistentVolumeClaim claim = boundClaim();
        String name = claim.getSpec().getVolumeName();
        journal().set(DIRECTORY, "csi.volume." + name, "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");

        assertThat(repair("{\"pvName\":\"%s\"}".formatted(name), 409).getString("detail"))
                .contains(
                        "maps the volume " + name,
                        "instead of " + claim.getMetadata().getUid());
        assertThat(repair("{\"pvName\":\"none\"}", 404).getString("detail"))
                .isEqualTo("persistentvolume \"none\" not found");
    }

    @Test
    void theSweepReportsALostJournalUntilItIsRepaired() {
        PersistentVolumeClaim claim = boundClaim();
        String name = claim.getSpec().getVolumeName();
        journal().remove(object(claim));

        assertThat(SweepClient.report().incompleteJournals())
                .contains("%s: the journal lacks the object %s/%s; call repair"
                        .formatted(name, cluster.pool(), object(claim)));

        repair("{\"pvName\":\"%s\"}".formatted(name), 200);
        assertThat(SweepClient.report().incompleteJournals()).noneMatch(volume -> volume.startsWith(name));
    }

    @Test
    void theSweepReportsEntriesWithoutAVolume() {
        PersistentVolumeClaim claim = boundClaim();
        PersistentVolumeClaim waiting = cluster.makeClaim(cluster.makeClass());
        String lost = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        String unlisted = "bfce1ea1-dd5c-46eb-b5dc-c8638515aaf5";
        journal().set(DIRECTORY, "csi.volume.pvc-lost", lost);
        journal().set("csi.volume." + lost, "csi.volname", "pvc-lost");
        journal().set("csi.volume." + unlisted, "csi.volname", "pvc-unlisted");
        // As by ceph-csi, which is still at work.
        journal()
                .set(
                        DIRECTORY,
                        "csi.volume.pvc-" + waiting.getMetadata().getUid(),
                        UUID.randomUUID().toString());
        var before = journal().all("csi.");

        SweepClient.Report report = SweepClient.report();

        assertThat(report.journalEntries())
                .filteredOn(entry -> entry.startsWith(cluster.pool() + "/"))
                .containsExactly(
                        "%s/csi.volume.%s (pvc-lost)".formatted(cluster.pool(), lost),
                        "%s/csi.volume.%s (pvc-unlisted)".formatted(cluster.pool(), unlisted));
        assertThat(report.incompleteJournals())
                .noneMatch(volume -> volume.startsWith(claim.getSpec().getVolumeName()));
        assertThat(journal().all("csi.")).isEqualTo(before);
    }

    private static JsonPath repair(String body, int status) {
        return given().contentType("application/json")
                .body(body)
                .post("/repair")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private PersistentVolumeClaim boundClaim() {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(cluster.makeCsiClass(Map.of())));
        EventSource.updated(claim);
        return cluster.bound(claim);
    }

    private static String object(PersistentVolumeClaim claim) {
        return "csi.volume." + claim.getMetadata().getUid();
    }

    private Omaps journal() {
        return Omaps.of(ceph, cluster.pool());
    }
}
