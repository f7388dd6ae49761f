package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.image;
import static io.rbdfunctions.operation.ScriptedRbd.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedRbd;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.FakeManager;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaves the removal of images to the manager of the cluster. */
@SecondLane
class ManagedDeleteTest {
    private static final String PROVISIONED = "kubernetes-dynamic-pvc-1c4f";
    private static final Result UNWATCHED = output("{\"watchers\":[]}");
    private static final Result GONE = failure(2, "rbd: delete error: (2) No such file or directory");
    private static final Result MISSING = failure(2, "rbd: error opening image img: (2) No such file or directory");
    private static final String PROBE = "rbd task list probe";
    private static final String TASK = "rbd task add trash remove kube/1";

    private final TestApi api = new TestApi();
    private final ScriptedRbd rbd = new ScriptedRbd();
    private final FakeManager manager = new FakeManager();
    private final VolumeOperations operations = OperationsHarness.operations(
            rbd, manager.managerTasks(), _ -> new CephCredentials(null, new CephKey("AQBcanary==")), api);
    private final RequestBuilder request = new RequestBuilder().image(PROVISIONED);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aSmallVolumeIsRemovedAtOnce() {
        request.size("1Gi");

        assertThat(delete()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).containsExactly("rm " + PROVISIONED);
        assertThat(manager.commands()).isEmpty();
    }

    @Test
    void aLargerOneIsHandedOver() {
        request.size("2Gi");
        rbd.answer("info", objects(512)).answer("status", UNWATCHED);

        assertThat(delete()).isEqualTo(Action.TRASHED);
        assertThat(rbd.ran()).hasSize(3).doesNotContain("rm " + PROVISIONED);
        assertThat(rbd.ran().getLast()).startsWith("trash mv " + PROVISIONED + " --expires-at ");
        assertThat(manager.commands()).containsExactly(PROBE, TASK);
    }

    /** Its removal would take long if many of its objects were written, which is not known. */
    @Test
    void anObjectMapMakesNoDifference() {
        rbd.answer("info", objects(512, "exclusive-lock", "object-map")).answer("status", UNWATCHED);

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.TRASHED);
        assertThat(manager.commands()).containsExactly(PROBE, TASK);
    }

    @Test
    void anImageThatTurnsOutSmallIsRemovedAtOnce() {
        rbd.answer("info", objects(256)).answer("status", UNWATCHED);

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.DELETED);
        assertThat(manager.commands()).doesNotContain(TASK);
    }

    @Test
    void anImageInUseIsRefused() {
        rbd.answer("info", objects(512)).answer("status", output("{\"watchers\":[{\"address\":\"10.0.3.17:0/1\"}]}"));

        assertThat(refused(operations.run(request.deleteOfUnknownSize())).detail())
                .contains("is still being used by 10.0.3.17:0/1");
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("trash"));
        assertThat(manager.commands()).doesNotContain(TASK);
    }

    @Test
    void aRetentionIsNoPermanentDeletion() {
        request.parameter("trashRetention", "90m");
        rbd.answer("info", objects(512)).answer("status", UNWATCHED);

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.TRASHED);
        assertThat(manager.commands()).isEmpty();
    }

    @Test
    void withoutAManagerAnImageOfMediumSizeIsRemovedAtOnce() {
        manager.failing(RbdError.DEADLINE);
        request.size("2Gi");
        rbd.answer("info", objects(512)).answer("status", UNWATCHED);

        assertThat(delete()).isEqualTo(Action.DELETED);
        assertThat(delete()).isEqualTo(Action.DELETED);

        assertThat(manager.commands()).containsExactly(PROBE);
        // The second deletion knows that there is no manager.
        assertThat(rbd.ran())
                .containsOnlyOnce("info " + PROVISIONED)
                .endsWith("rm " + PROVISIONED, "rm " + PROVISIONED);
    }

    @Test
    void ifTheManagerRefusesTheTaskTheSweepPurgesTheImage() {
        manager.refusingTasks(RbdError.DENIED);
        rbd.answer("info", objects(512)).answer("status", UNWATCHED);

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.TRASHED);
        assertThat(manager.commands()).containsExactly(PROBE, TASK);
        assertThat(deleteOfUnknownSize()).isEqualTo(Action.DELETED);
        assertThat(manager.commands()).containsExactly(PROBE, TASK);
    }

    @Test
    void anImageWithAnotherNameIsHandedOver() {
        request.image("img");
        rbd.answer("info", objects(512)).answer("status", UNWATCHED);

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.TRASHED);
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("rm") || line.startsWith("trash restore"));
    }

    /** The sweep would not purge it. */
    @Test
    void anImageWithAnotherNameIsRemovedAtOnceIfTheManagerRefuses() {
        manager.refusingTasks(RbdError.DENIED);
        request.image("img");
        rbd.answer("info", objects(512)).answer("status", UNWATCHED);

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).endsWith("trash restore 1 --image img", "rm img");
    }

    /** It was killed before it offered the image to the manager. */
    @Test
    void anInterruptedDeletionIsCompleted() {
        request.image("img");
        rbd.answer("info", MISSING).answer("rm", GONE).answer("trash ls", trash("Mon Nov 23 07:04:50 2026"));

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.TRASHED);
        assertThat(manager.commands()).contains(TASK);
    }

    @Test
    void anInterruptedDeletionIsCompletedWithoutTheManager() {
        manager.refusingTasks(RbdError.DENIED);
        request.image("img");
        rbd.answer("info", MISSING)
                .answer("rm", GONE, output(""))
                .answer("trash ls", trash("Mon Nov 23 07:04:49 2026"));

        assertThat(deleteOfUnknownSize()).isEqualTo(Action.DELETED);
        assertThat(rbd.ran()).endsWith("trash restore 1 --image img", "rm img");
    }

    /** Someone keeps it there for a day, or for good. */
    @Test
    void otherImagesInTheTrashAreKept() {
        request.image("img");
        rbd.answer("info", MISSING).answer("rm", GONE);
        for (String expiry : List.of("Tue Nov 24 07:04:47 2026", "Mon Nov 23 07:04:47 2026")) {
            rbd.answer("trash ls", trash(expiry));

            assertThat(deleteOfUnknownSize()).isEqualTo(Action.ALREADY_GONE);
        }
        assertThat(manager.commands()).doesNotContain(TASK);
        assertThat(rbd.ran()).noneMatch(line -> line.startsWith("trash restore"));
    }

    /** Moved to the trash at 07:04:47. */
    private static Result trash(String expiry) {
        return output("""
                [{"id":"1","name":"img","deleted_at":"Mon Nov 23 07:04:47 2026","status":"expired at %s"}]""".formatted(expiry));
    }

    private static Result objects(long count, String... features) {
        return output(image(1, features).output().replace("\"objects\":1", "\"objects\":" + count));
    }

    private Action delete() {
        return done(operations.run(request.delete())).action();
    }

    private Action deleteOfUnknownSize() {
        return done(operations.run(request.deleteOfUnknownSize())).action();
    }
}
