package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.support.SecondLane;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ends after each effect on Ceph, as a killed process does, and tries again. */
@SecondLane
class InterruptedSnapshotTest extends SnapshotTestBase {
    @Test
    void aSnapshotIsFinished() {
        int effects = 0;
        while (InterruptedOperations.isInterrupted(this, snapshot(), effects)) {
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
        while (InterruptedOperations.isInterrupted(this, deletion(), effects)) {
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
}
