package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.journal.RecordedImages;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends after each effect on Ceph while a volume is made from a source, as a killed process does, and tries again. */
@SecondLane
class InterruptedCloneTest extends SnapshotTestBase {
    private static final VolumeUuid NEW = new VolumeUuid("1c020e4e-cd65-4abc-893e-29af7e820bc7");
    private static final String IMAGE_OF_NEW = "csi-vol-" + NEW;
    private static final String TEMPORARY = IMAGE_OF_NEW + "-temp";
    private static final ObjectName VOLUME = new ObjectName("pvc-" + NEW);

    InterruptedCloneTest() {
        super(LIBRBD);
    }

    @Test
    void aRestoreIsFinished() {
        take();
        int effects = 0;
        while (InterruptedOperations.isInterrupted(this, from(new DataSource.OfSnapshot(handle(UUID))), effects)) {
            done(operations.run(from(new DataSource.OfSnapshot(handle(UUID)))));
            RecordedImages.Image made = image(IMAGE_OF_NEW);
            assertThat(made.parent()).as("after %d effects", effects).isEqualTo("%s@%s false".formatted(IMAGE, IMAGE));
            assertThat(made.size()).isEqualTo(16L << 20);
            assertIsTagged(made);
            delete();
            assertThat(ceph.images(pool)).containsExactly(IMAGE, SOURCE);
            effects++;
        }
        assertThat(effects).isGreaterThan(5);
    }

    @Test
    void aCloneIsFinished() {
        int effects = 0;
        while (InterruptedOperations.isInterrupted(this, from(new DataSource.OfVolume(volume)), effects)) {
            done(operations.run(from(new DataSource.OfVolume(volume))));
            RecordedImages.Image made = image(IMAGE_OF_NEW);
            assertThat(made.parent()).as("after %d effects", effects).isEqualTo(TEMPORARY + "@ false");
            assertIsTagged(made);
            assertThat(image(TEMPORARY).parent()).isEqualTo(SOURCE + "@ false");
            assertThat(image(TEMPORARY).metadata()).isEmpty();
            assertThat(image(SOURCE).snapshots()).isEqualTo(List.of("trash " + TEMPORARY));
            delete();
            assertThat(ceph.images(pool)).containsExactly(SOURCE);
            assertThat(image(SOURCE).snapshots()).isEmpty();
            effects++;
        }
        assertThat(effects).isGreaterThan(10);
    }

    @Test
    void aMadeImageNeedsTheSnapshotNoMore() {
        var source = new DataSource.OfSnapshot(handle(UUID));
        int made = 0;
        take();
        for (int effects = 0; InterruptedOperations.isInterrupted(this, from(source), effects); effects++) {
            boolean isMade = ceph.images(pool).contains(IMAGE_OF_NEW);
            done(operations.run(deletion()));
            if (isMade) {
                done(operations.run(from(source)));
                made++;
            } else {
                assertThat(refused(operations.run(from(source))).detail()).contains("snapshot", "not found");
            }
            delete();
            assertThat(ceph.images(pool)).as("after %d effects", effects).containsExactly(SOURCE);
            rbd("trash", "ls", pool)
                    .lines()
                    .map(line -> line.split(" ", 2)[0])
                    .forEach(id -> rbd("trash", "rm", "--no-progress", "--force", pool + "/" + id));
            take();
        }
        assertThat(made).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 9, 11})
    void theSourceOfAnAbandonedCloneCanBeDeleted(int effects) {
        assertThat(InterruptedOperations.isInterrupted(this, from(new DataSource.OfVolume(volume)), effects))
                .isTrue();

        delete(SOURCE, new VolumeRef(new ObjectName("pvc-96c629c9-2934-458f-99f3-227e8188676e"), volume));
        delete();

        assertThat(ceph.images(pool)).isEmpty();
    }

    private void assertIsTagged(RecordedImages.Image image) {
        assertThat(image.metadata())
                .isEqualTo(Map.of(
                        "csi.ceph.com/cluster/name",
                        "prod",
                        "csi.storage.k8s.io/pv/name",
                        VOLUME.value(),
                        "csi.storage.k8s.io/pvc/name",
                        "new",
                        "csi.storage.k8s.io/pvc/namespace",
                        "shop"));
    }

    private ProvisionRequest from(DataSource source) {
        return request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("imageFeatures", "layering")
                .volume(VOLUME.value())
                .claim("shop", "new", NEW.value())
                .size("16Mi")
                .provision()
                .from(source);
    }

    private void delete() {
        delete(IMAGE_OF_NEW, new VolumeRef(VOLUME, handle(NEW)));
    }

    private void delete(String image, VolumeRef name) {
        var target = new ImageTarget(
                new ImageName(image), from(new DataSource.OfVolume(volume)).classSource(), name);
        done(operations.run(new DeleteRequest(target, null, new DeletionMode.Permanent(), null, false)));
    }

    private RecordedImages.Image image(String name) {
        return Objects.requireNonNull(RecordedImages.of(ceph, pool).get(name), name);
    }
}
