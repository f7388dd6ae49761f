package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.support.SecondLane;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ends after each effect on Ceph, as a killed process does, and tries again. */
@SecondLane
class InterruptedSnapshotTest extends SnapshotTestBase {
    private static final RbdEngine ENGINE = TestEngine.over(LIBRBD, Duration.ofMillis(500));
    private static final RadosObjects OBJECTS = TestEngine.objects(LIBRBD);

    /** The end of a process. */
    private static final class EndException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends before the first effect that exceeds the limit. */
    private static final class Limit {
        private int left;

        Limit(int effects) {
            left = effects;
        }

        void take() {
            if (left-- == 0) {
                throw new EndException();
            }
        }

        RbdEngine engine() {
            return new RbdEngine() {
                @Override
                public <A> A run(Session session, RbdCommand<A> command) {
                    if (command instanceof RbdCommand.Changing<?>) {
                        take();
                    }
                    return ENGINE.run(session, command);
                }
            };
        }

        RadosObjects objects() {
            return new RadosObjects() {
                @Override
                public <A> A run(Session session, ObjectOperation<A> operation) {
                    if (operation instanceof ObjectWrite) {
                        take();
                    }
                    return OBJECTS.run(session, operation);
                }
            };
        }
    }

    @Test
    void aSnapshotIsFinished() {
        int effects = 0;
        while (isInterrupted(snapshot(), effects)) {
            take();
            assertThat(withoutIds(outside.all("csi.")))
                    .as("after %d effects", effects)
                    .isEqualTo(withoutIds(RecordedJournal.readAll(RECORDING).objects()));
            assertThat(rbd("info", "--format", "json", pool + "/" + IMAGE))
                    .contains("\"snapshot_count\":1", "\"image\":\"%s\"".formatted(SOURCE));
            assertThat(rbd("snap", "ls", pool + "/" + SOURCE)).isEmpty();
            assertThat(rbd("image-meta", "ls", "--format", "json", pool + "/" + IMAGE))
                    .contains("alpha-snap")
                    .doesNotContain("pvc/name");
            done(operations.run(deletion()));
            effects++;
        }
        assertThat(effects).isGreaterThan(8);
    }

    @Test
    void aDeletionIsFinished() {
        int effects = 0;
        take();
        while (isInterrupted(deletion(), effects)) {
            done(operations.run(deletion()));
            assertThat(ceph.images(pool)).as("after %d effects", effects).containsExactly(SOURCE);
            assertThat(outside.objects("csi.snap.")).isEmpty();
            take();
            effects++;
        }
        assertThat(effects).isGreaterThan(4);
        assertThat(ceph.images(pool)).containsExactly(SOURCE);
        assertThat(rbd("snap", "ls", "--all", pool + "/" + SOURCE)).isEmpty();
    }

    /** An interrupted clone: an image of the size of the volume that is no clone of it. */
    @Test
    void anEmptyImageIsReplaced() {
        reservedWithSnapshot();
        rbd("create", pool + "/" + IMAGE, "--size", "8M", "--image-feature", "layering,deep-flatten");

        take();

        assertThat(rbd("info", "--format", "json", pool + "/" + IMAGE)).contains("\"image\":\"%s\"".formatted(SOURCE));
    }

    /**
     * An interrupted clone: the volume does not know of it, so the removal of the snapshot would remove its data. rbd cannot remove
     * such an image, so the request is refused in its words, and the snapshot of the volume stays.
     */
    @Test
    void aCloneThatItsParentDoesNotKnowIsNotReported() {
        reservedWithSnapshot();
        cloned(at(SOURCE));
        String parent = ceph.headers(pool).stream()
                .filter(header ->
                        outside.of(header).keySet().stream().anyMatch(key -> key.startsWith("snap_children_")))
                .findFirst()
                .orElseThrow();
        outside.of(parent).keySet().stream()
                .filter(key -> key.startsWith("snap_children_"))
                .forEach(key -> outside.removeKey(parent, key));

        assertThat(refused(operations.run(snapshot())).detail()).contains("failed to detach child from parent");
        assertThat(rbd("snap", "ls", pool + "/" + SOURCE)).contains(IMAGE);
        assertThat(outside.of("csi.snap." + UUID)).doesNotContainKey("csi.imageid");
    }

    private void reservedWithSnapshot() {
        Map<String, Map<String, String>> recorded =
                RecordedJournal.readAll(RECORDING).objects();
        recorded.forEach((object, keys) -> {
            if (object.startsWith("csi.snap")) {
                keys.forEach((key, value) -> outside.set(object, key, value));
            }
        });
        outside.removeKey("csi.snap." + UUID, "csi.imageid");
        rbd("snap", "create", "--no-progress", at(SOURCE));
    }

    private boolean isInterrupted(VolumeRequest<?> request, int effects) {
        var limit = new Limit(effects);
        VolumeOperations limited = OperationsHarness.operations(
                limit.engine(), limit.objects(), TestEngine.noManager(), TestSecrets.inFiles(ceph.secrets()), api);
        try {
            done(limited.run(request));
            return false;
        } catch (EndException _) {
            return true;
        }
    }
}
