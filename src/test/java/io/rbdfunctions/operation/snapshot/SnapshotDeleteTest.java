package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted.Action;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.FakeManager;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Deletes the recorded snapshot of ceph-csi. */
@SecondLane
class SnapshotDeleteTest extends SnapshotTestBase {
    @Test
    void theRecordedSnapshotLeavesNothing() {
        takenByCephCsi();

        assertThat(delete()).isEqualTo(Action.DELETED);

        assertThat(ceph.images(pool)).containsExactly(SOURCE);
        assertThat(rbd("snap", "ls", "--all", pool + "/" + SOURCE)).isEmpty();
        assertThat(rbd("trash", "ls", pool)).isEmpty();
        assertJournalIsAsBefore();
        assertThat(delete()).isEqualTo(Action.ALREADY_GONE);
    }

    @Test
    void aRestoredVolumeIsKept() {
        takenByCephCsi();
        rbd("clone", at(IMAGE), pool + "/restored", "--rbd-default-clone-format", "2");

        assertThat(delete()).isEqualTo(Action.DELETED);

        assertThat(ceph.images(pool)).containsExactlyInAnyOrder(SOURCE, "restored");
        assertThat(rbd("info", "--format", "json", pool + "/restored"))
                .contains("\"image\":\"%s\"".formatted(IMAGE), "\"trash\":true");
        assertJournalIsAsBefore();
        assertThat(delete()).isEqualTo(Action.ALREADY_GONE);
        rbd("flatten", "--no-progress", pool + "/restored");
        assertThat(rbd("trash", "ls", pool)).contains(IMAGE);
    }

    @Test
    void theManagerRemovesTheImage() {
        FakeManager manager = new FakeManager();
        VolumeOperations managed = OperationsHarness.operations(
                new ChildProcesses(4, Duration.ofSeconds(60)),
                manager.managerTasks(),
                TestSecrets.inFiles(ceph.secrets()),
                api);
        takenByCephCsi();

        done(managed.run(deletion()));

        assertThat(manager.commands())
                .containsExactly("rbd task add trash remove %s/%s".formatted(pool, ceph.trashId(pool + "/" + IMAGE)));
        assertJournalIsAsBefore();
    }

    @Test
    void anImageInUseIsKept() {
        takenByCephCsi();
        try (ImageWatch _ = ceph.watch(pool + "/" + IMAGE)) {
            assertThat(refused(operations.run(deletion())).reason()).isEqualTo(Reason.IN_USE);
        }
        assertThat(rbd("snap", "ls", pool + "/" + IMAGE)).contains(IMAGE);
    }

    @Test
    void aDryRunChangesNothing() {
        takenByCephCsi();
        var request = new SnapshotDeleteRequest(handle(UUID), snapshotClass(), true);
        assertThat(done(operations.run(request)).action()).isEqualTo(Action.WOULD_DELETE);
        assertThat(ceph.images(pool)).contains(IMAGE);
    }

    @Test
    void nothingIsThereInAMissingPool() {
        var nowhere = new VolumeHandle(volume.clusterId(), new PoolId(999_999), UUID);
        var request = new SnapshotDeleteRequest(nowhere, snapshotClass(), false);
        assertThat(done(operations.run(request)).action()).isEqualTo(Action.ALREADY_GONE);
    }

    private Action delete() {
        return done(operations.run(deletion())).action();
    }

    private void assertJournalIsAsBefore() {
        Map<String, Map<String, String>> before =
                new TreeMap<>(RecordedJournal.read("02-grown").objects());
        before.put("csi.snaps.default", Map.of());
        assertThat(outside.all("csi.")).isEqualTo(before);
    }
}
