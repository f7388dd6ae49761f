package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.image;
import static io.rbdfunctions.operation.ScriptedRbd.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.support.SecondLane;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SecondLane
class DeleteTest extends ScriptedTest {
    private static final Result WATCHED = failure(16, "rbd: error: image still has watchers");
    private static final Result SNAPPED = failure(39, "rbd: image has snapshots - these must be deleted");
    private static final Result GONE = failure(2, "rbd: delete error: (2) No such file or directory");
    private static final Result MISSING = failure(2, "rbd: error opening image img: (2) No such file or directory");

    private static final Result UNWATCHED = output("{\"watchers\":[]}");
    private static final Result LARGE = objects(4097, "layering");
    private static final String PROVISIONED = "kubernetes-dynamic-pvc-1c4f";

    private final RequestBuilder request = new RequestBuilder().image("img");

    @Test
    void runsOnlyTheRemoval() {
        assertThat(delete()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).containsExactly("rm img");
    }

    @Test
    void aMissingImageIsAlreadyGone() {
        rbd.answer("rm", GONE);

        assertThat(delete()).isEqualTo(Action.ALREADY_GONE);
    }

    @Test
    void exitCode2AloneDoesNotMeanThatTheImageIsMissing() {
        rbd.answer("rm", failure(2, "rbd: something else"));

        assertThat(tryAgain().obstacle()).isEqualTo(Obstacle.UNKNOWN);
    }

    @Test
    void retriesWhileTheImageIsWatched() {
        rbd.answer("rm", WATCHED, WATCHED, output(""));

        assertThat(delete()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).containsExactly("rm img", "rm img", "rm img");
    }

    @Test
    void namesTheWatchers() {
        rbd.answer("rm", WATCHED)
                .answer(
                        "status",
                        output("{\"watchers\":[{\"address\":\"10.0.3.17:0/1\"},{\"address\":\"10.0.3.18:0/2\"}]}"));

        refused(
                operations.run(request.delete()),
                Reason.IN_USE,
                "rbd image kube/img is still being used by 10.0.3.17:0/1, 10.0.3.18:0/2: unmap it there; the watch of a"
                        + " crashed client ends within 30 s");
    }

    @Test
    void namesTheHolderOfALock() {
        rbd.answer("rm", failure(30, "rbd: delete error: (30) Read-only file system"))
                .answer(
                        "lock ls",
                        output("[{\"id\":\"mine\",\"locker\":\"client.4380\",\"address\":\"10.0.3.17:0/1\"}]"));

        refused(
                operations.run(request.delete()),
                Reason.IN_USE,
                "rbd image kube/img is locked by client.4380 at 10.0.3.17:0/1: release the lock there, or remove it with:"
                        + " rbd lock rm kube/img 'mine' client.4380");
    }

    @Test
    void namesSnapshotsAndClones() {
        rbd.answer("rm", SNAPPED)
                .answer("snap ls", output("[{\"name\":\"s1\",\"size\":1,\"protected\":\"true\"}]"))
                .answer("children", output("[{\"pool\":\"kube\",\"image\":\"child\"}]"));

        refused(
                operations.run(request.delete()),
                Reason.IN_USE,
                "rbd image kube/img has snapshots s1 with the clones kube/child: remove the snapshots and flatten or"
                        + " remove the clones first");
    }

    @Test
    void reportsSnapshotsInTheTrash() {
        rbd.answer("rm", SNAPPED).answer("snap ls", output("[]")).answer("children", output("[]"));

        assertThat(refused(operations.run(request.delete())).detail()).contains("has snapshots in the trash: ");
    }

    /** Ceph keeps the snapshot until its clones are gone. */
    @Test
    void anImageWithClonesIsMovedToTheTrash() {
        request.image(PROVISIONED);
        rbd.answer("rm", SNAPPED)
                .answer("info", snapped(image(1)))
                .answer("status", UNWATCHED)
                .answer("snap ls", snapshot("5d5a", "trash"));

        assertThat(delete()).isEqualTo(Action.TRASHED);
        assertThat(rbd.ran().getLast()).startsWith("trash mv " + PROVISIONED + " --expires-at ");
    }

    @Test
    void aSnapshotThatNobodyRemovedIsKept() {
        request.image(PROVISIONED);
        rbd.answer("rm", SNAPPED)
                .answer("info", snapped(image(1)))
                .answer("status", UNWATCHED)
                .answer("snap ls", snapshot("s1", "user"))
                .answer("children", output("[]"));

        assertThat(refused(operations.run(request.delete())).detail()).contains("has snapshots s1: ");
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("trash mv"));
    }

    /** Another replica is removing the image. Only a removal may report that it is gone. */
    @Test
    void anImageThatDisappearsWhileItsUsersAreReadLeadsToTryAgain() {
        rbd.answer("rm", WATCHED).answer("status", MISSING);

        assertThat(tryAgain().obstacle()).isEqualTo(Obstacle.BUSY);
    }

    @Test
    void aClusterThatFailsWhileTheUsersAreReadIsUnreachable() {
        rbd.answer("rm", WATCHED).answer("status", failure(110, "rbd: couldn't connect to the cluster!"));

        assertThat(tryAgain().obstacle()).isEqualTo(Obstacle.UNREACHABLE);
    }

    @Test
    void aDryRunOnlyReads() {
        request.dryRun();
        rbd.answer("ls", output("[]"), output("[\"img\"]"))
                .answer("info", image(1), MISSING)
                .answer("status", output("{\"watchers\":[]}"))
                .answer("snap ls", output("[]"));

        assertThat(delete()).isEqualTo(Action.ALREADY_GONE);
        assertThat(delete()).as("an unused image").isEqualTo(Action.WOULD_DELETE);
        assertThat(delete()).as("an incomplete image").isEqualTo(Action.WOULD_DELETE);
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("rm"));
    }

    @Test
    void aDryRunReportsUsers() {
        request.dryRun();
        rbd.answer("ls", output("[\"img\"]"))
                .answer("info", snapped(image(1)))
                .answer(
                        "status",
                        output("{\"watchers\":[{\"address\":\"10.0.3.17:0/1\"}]}"),
                        output("{\"watchers\":[]}"))
                .answer("snap ls", snapshot("s1", "user"))
                .answer("children", output("[]"));

        assertThat(refused(operations.run(request.delete())).detail()).contains("is still being used by 10.0.3.17:0/1");
        assertThat(refused(operations.run(request.delete())).detail()).contains("has snapshots s1: ");
    }

    @Test
    void aLargeImageIsMovedToTheTrash() {
        request.image(PROVISIONED);
        rbd.answer("info", LARGE).answer("status", UNWATCHED);

        Deleted deleted = done(operations.run(request.deleteOfUnknownSize()));

        assertThat(deleted.action()).isEqualTo(Action.TRASHED);
        assertThat(deleted.expiry()).isBetween(Instant.now(), Instant.now().plusSeconds(5));
        assertThat(rbd.ran()).hasSize(3).contains("info " + PROVISIONED, "status " + PROVISIONED);
        assertThat(rbd.ran().getLast()).startsWith("trash mv " + PROVISIONED + " --expires-at ");
    }

    @Test
    void aLargeVolumeIsMovedToTheTrash() {
        request.image(PROVISIONED).size("10Ti");
        rbd.answer("info", LARGE).answer("status", UNWATCHED);

        assertThat(delete()).isEqualTo(Action.TRASHED);
    }

    /** Small images, images with an object map, and missing images. */
    @ParameterizedTest
    @MethodSource("quick")
    void imagesThatAreRemovedQuicklyAreNotMovedToTheTrash(Result info) {
        request.image(PROVISIONED);
        rbd.answer("info", info).answer("status", UNWATCHED);

        assertThat(done(operations.run(request.deleteOfUnknownSize())).action()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).contains("rm " + PROVISIONED).noneMatch(line -> line.startsWith("trash"));
    }

    static Stream<Result> quick() {
        return Stream.of(objects(4096), objects(2_621_440, "exclusive-lock", "object-map"), MISSING);
    }

    /** The sweep purges only images with a provisioned name. */
    @Test
    void aLargeImageWithAnotherNameIsRemovedAtOnce() {
        assertThat(done(operations.run(request.deleteOfUnknownSize())).action()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).containsExactly("rm img");
    }

    @Test
    void aLargeImageInUseIsKept() {
        request.image(PROVISIONED);
        rbd.answer("info", LARGE, snapped(LARGE))
                .answer("status", output("{\"watchers\":[{\"address\":\"10.0.3.17:0/1\"}]}"), UNWATCHED)
                .answer("snap ls", snapshot("s1", "user"))
                .answer("children", output("[{\"pool\":\"kube\",\"image\":\"child\"}]"));

        assertThat(refused(operations.run(request.deleteOfUnknownSize())).detail())
                .contains("is still being used by 10.0.3.17:0/1");
        assertThat(refused(operations.run(request.deleteOfUnknownSize())).detail())
                .contains("has snapshots s1 with the clones kube/child");
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("trash mv") || line.startsWith("rm"));
    }

    @Test
    void aClassWithTrashRetentionKeepsTheImage() {
        request.parameter("trashRetention", "90m");
        rbd.answer("info", image(1)).answer("status", UNWATCHED);

        Deleted deleted = done(operations.run(request.delete()));

        assertThat(deleted.action()).isEqualTo(Action.TRASHED);
        assertThat(deleted.expiry())
                .isBetween(Instant.now().plusSeconds(5390), Instant.now().plusSeconds(5400));
    }

    @Test
    void thePermanentModeOverridesTheClass() {
        request.parameter("trashRetention", "90m");
        var permanently = new DeleteRequest(request.target(), null, new DeletionMode.Permanent(), null, false);

        assertThat(done(operations.run(permanently)).action()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).containsExactly("rm img");
    }

    @Test
    void anInvalidRetentionIsRefused() {
        request.parameter("trashRetention", "soon");

        assertThat(refused(operations.run(request.delete())).detail()).contains("trashRetention");
        assertThat(rbd.ran()).isEmpty();
    }

    /** An earlier request or another replica moved the image there. */
    @Test
    void anImageInTheTrashIsAlreadyGone() {
        request.image(PROVISIONED).size("10Ti");
        rbd.answer("info", LARGE)
                .answer("status", UNWATCHED)
                .answer("trash mv", failure(2, "rbd: deferred delete error: (2) No such file or directory"))
                .answer("rm", GONE);

        assertThat(delete()).isEqualTo(Action.ALREADY_GONE);
    }

    private static Result snapped(Result info) {
        return output(info.output().replace("\"snapshot_count\":0", "\"snapshot_count\":1"));
    }

    private static Result snapshot(String name, String namespace) {
        return output("""
                [{"id":4,"name":"%s","size":1,"timestamp":"Mon Nov 23 07:04:47 2026","namespace":{"type":"%s"}}]""".formatted(name, namespace));
    }

    private static Result objects(long count, String... features) {
        return output(image(1, features).output().replace("\"objects\":1", "\"objects\":" + count));
    }

    private Action delete() {
        return done(operations.run(request.delete())).action();
    }

    private TryAgainException tryAgain() {
        return catchThrowableOfType(TryAgainException.class, this::delete);
    }
}
