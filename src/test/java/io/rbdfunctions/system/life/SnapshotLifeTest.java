package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a snapshot of a dynamic volume, which the snapshot-controller asks for. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(SnapshotProfile.class)
class SnapshotLifeTest extends SnapshotTestBase {
    @Test
    void isTakenAndDeletedByEvents() {
        GenericKubernetesResource content = snapshots.snapshot(volume);

        EventSource.resource("add", content).then().statusCode(204);

        String uid = snapshots.view(content).snapshotUid();
        assertThat(snapshots.view(content).isReady()).isTrue();
        assertThat(snapshots.view(content).isBeingCreated()).isFalse();
        assertThat(snapshots.view(content).handle())
                .hasValueSatisfying(handle -> assertThat(handle).endsWith("-" + uid));
        assertThat(snapshots.now(content).<Number>get("status", "restoreSize").longValue())
                .isEqualTo(64L << 20);
        assertThat(ceph.images(cluster.pool())).contains("csi-snap-" + uid);

        EventSource.updated(snapshots.now(content)).then().statusCode(204);
        EventSource.updated(snapshots.delete(content)).then().statusCode(204);

        assertThat(snapshots.find(content)).isNull();
        assertThat(ceph.images(cluster.pool())).doesNotContain("csi-snap-" + uid);
    }

    @Test
    void isTakenAndDeletedByTheSweepAfterItsClassIsGone() {
        GenericKubernetesResource content = snapshots.snapshot(volume);

        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(snapshots.view(content).isReady()).isTrue();

        snapshots.delete(content);
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(snapshots.find(content)).isNull();
    }

    @Test
    void anEventThatOnlyNamesItIsEnough() {
        GenericKubernetesResource content = snapshots.snapshot(volume);

        EventSource.reference(content).then().statusCode(204);

        assertThat(snapshots.view(content).isReady()).isTrue();
    }

    /** The function ended after it had noted its attempt. */
    @Test
    void anEventThatIsDeliveredAgainIsEnough() {
        GenericKubernetesResource content = snapshots.snapshot(volume);
        GenericKubernetesResource noted = client.genericKubernetesResources(SnapshotKinds.CONTENTS)
                .withName(content.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"snapshot.storage.kubernetes.io/volumesnapshot-being-created\":\"yes\"}}}");

        EventSource.updated(noted).then().statusCode(204);
        assertThat(snapshots.view(content).isReady()).isFalse();

        EventSource.resource("add", content).then().statusCode(204);
        assertThat(snapshots.view(content).isReady()).isTrue();
    }

    @Test
    void aBrokerGetsAReply() {
        GenericKubernetesResource content = snapshots.snapshot(volume);

        var reply = EventSource.preferringReply(content).then().statusCode(200).extract();

        assertThat(reply.header("ce-type")).isEqualTo("io.rbdfunctions.volume.snapshotted.v1");
        assertThat(reply.jsonPath().getString("content"))
                .isEqualTo(content.getMetadata().getName());
        assertThat(reply.jsonPath().getString("capacity")).isEqualTo("64Mi");
    }

    @Test
    void aSnapshotThatExistedBeforeIsFoundOrReported() {
        GenericKubernetesResource taken = snapshots.snapshot(volume);
        EventSource.resource("add", taken);
        String handle = snapshots.view(taken).handle().orElseThrow();
        GenericKubernetesResource imported = snapshots.preProvisioned(handle);
        GenericKubernetesResource missing = snapshots.preProvisioned(
                handle.substring(0, handle.length() - 36) + "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");

        EventSource.resource("add", imported).then().statusCode(204);
        EventSource.resource("add", missing).then().statusCode(204);

        assertThat(snapshots.now(imported).<Object>get("status"))
                .isEqualTo(snapshots.now(taken).get("status"));
        assertThat(snapshots.view(missing).isReady()).isFalse();
        assertThat(snapshots.view(missing).error()).isPresent();
        assertThat(cluster.reasons(missing)).containsExactly("SnapshotContentCheckandUpdateFailed");
    }

    /** The event about the failure itself repeats nothing. */
    @Test
    void aFailureIsReportedOnceAndTheSweepTriesAgain() {
        snapshots.deleteClass();
        // Not retried from the queue.
        snapshots.makeClass(Map.of("csi.storage.k8s.io/other", "a"));
        GenericKubernetesResource content = snapshots.snapshot(volume);

        EventSource.resource("add", content).then().statusCode(204);
        GenericKubernetesResource failed = snapshots.now(content);
        snapshots.deleteClass();
        snapshots.makeClass(Map.of("clusterID", "c1", "monitors", ceph.monitors()));
        EventSource.updated(failed).then().statusCode(204);

        assertThat(snapshots.view(content).error()).isPresent();
        assertThat(snapshots.view(content).isReady()).isFalse();
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(snapshots.view(content).isReady()).isTrue();
        assertThat(snapshots.view(content).hasError()).isFalse();
    }

    @Test
    void theSweepReportsSnapshotsThatNoContentNames() {
        GenericKubernetesResource content = snapshots.snapshot(volume);
        EventSource.resource("add", content).then().statusCode(204);
        String lost = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        String unlisted = "bfce1ea1-dd5c-46eb-b5dc-c8638515aaf5";
        String image = "csi-snap-3c5b6f4e-5f6e-4c39-9e0f-2d7f3a1b9c55";
        var journal = Omaps.of(ceph, cluster.pool());
        journal.set("csi.snaps.default", "csi.snap.snapshot-" + unlisted, lost);
        journal.set("csi.snaps.default", "csi.snap.by-a-call", UUID.randomUUID().toString());
        journal.set("csi.snap." + lost, "csi.snapname", "snapshot-" + unlisted);
        journal.set("csi.snap." + unlisted, "csi.snapname", "snapshot-" + lost);
        ceph.createImage(cluster.pool() + "/" + image, 1);

        SweepClient.Report report = SweepClient.report();

        assertThat(report.journalEntries())
                .filteredOn(entry -> entry.startsWith(cluster.pool() + "/"))
                .containsExactly(
                        "%s/csi.snap.%s (snapshot-%s)".formatted(cluster.pool(), lost, unlisted),
                        "%s/csi.snap.%s (snapshot-%s)".formatted(cluster.pool(), unlisted, lost));
        assertThat(report.orphans())
                .filteredOn(orphan -> orphan.startsWith(cluster.pool() + "/"))
                .containsExactly(cluster.pool() + "/" + image);
    }
}
