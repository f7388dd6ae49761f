package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that are interrupted before each of their effects, and repeated with the same name. */
@SecondLane
class InterruptedCallsTest extends SnapshotTestBase {
    private static final SnapshotRequestName BEFORE = new SnapshotRequestName("before-upgrade");

    private final ImageTarget image = new ImageTarget(
            new ImageName(SOURCE),
            new ClassSource.Given(Map.of(
                    "clusterID", "c1",
                    "monitors", ceph.monitors(),
                    "pool", pool,
                    "adminSecretName", "ceph-admin",
                    "adminSecretNamespace", "kube-system")));
    private final TakeSnapshotRequest creation = new TakeSnapshotRequest(image, BEFORE, false);
    private final DeleteSnapshotRequest deletion =
            new DeleteSnapshotRequest(new SnapshotTarget(image.classSource(), null, BEFORE, image), false);

    InterruptedCallsTest() {
        super(LIBRBD);
    }

    @Test
    void aSnapshotIsFinishedUnderItsName() {
        int effects = 0;
        while (InterruptedOperations.isInterrupted(this, creation, effects)) {
            Snapshotted taken = done(operations.run(creation));

            assertThat(taken.ready()).as("after %d effects", effects).isTrue();
            assertThat(outside.of("csi.snaps.default"))
                    .containsOnly(Map.entry(
                            "csi.snap.snapshot-" + BEFORE, taken.handle().uuid().value()));
            assertThat(ceph.images(pool))
                    .containsExactlyInAnyOrder(SOURCE, taken.image().name().value());
            assertThat(rbd("snap", "ls", pool + "/" + SOURCE)).isEmpty();
            done(operations.run(deletion));
            effects++;
        }
        assertThat(effects).isGreaterThan(8);
    }

    @Test
    void aDeletionIsFinishedByTheName() {
        int effects = 0;
        done(operations.run(creation));
        while (InterruptedOperations.isInterrupted(this, deletion, effects)) {
            done(operations.run(deletion));

            assertThat(ceph.images(pool)).as("after %d effects", effects).containsExactly(SOURCE);
            assertThat(outside.objects("csi.snap.")).isEmpty();
            assertThat(outside.of("csi.snaps.default")).isEmpty();
            done(operations.run(creation));
            effects++;
        }
        assertThat(effects).isGreaterThan(4);
    }
}
