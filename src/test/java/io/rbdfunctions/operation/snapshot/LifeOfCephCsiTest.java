package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.journal.RecordedImages;
import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Does what was done with ceph-csi for the recordings, and compares every journal key and every image. */
@SecondLane
class LifeOfCephCsiTest extends SnapshotTestBase {
    private static final String DIRECTORY = "csi.volumes.default";
    private static final String ALPHA = "pvc-96c629c9-2934-458f-99f3-227e8188676e";
    private static final String BLOCK = "pvc-e6d2f01e-c15e-4887-b447-0233384e7d89";
    private static final VolumeUuid BLOCK_UUID = new VolumeUuid("bfce1ea1-dd5c-46eb-b5dc-c8638515aaf5");
    private static final String RESTORED = "pvc-af434754-30dc-4906-9c87-57202dbedb5f";
    private static final VolumeUuid RESTORED_UUID = new VolumeUuid("ce08bae7-9696-499a-be4c-a93b37ad275c");
    private static final String CLONED = "pvc-1c020e4e-cd65-4abc-893e-29af7e820bc7";
    private static final VolumeUuid CLONED_UUID = new VolumeUuid("2c5f66df-e91f-49c8-b498-634a2479c760");

    @BeforeEach
    void growAndAddTheOther() {
        rbd("resize", "--size", "2G", "--no-progress", pool + "/" + SOURCE);
        String block = pool + "/csi-vol-" + BLOCK_UUID;
        ceph.createImage(block, 3072);
        Map.of(
                        "csi.ceph.com/cluster/name",
                        "prod",
                        "csi.storage.k8s.io/pv/name",
                        BLOCK,
                        "csi.storage.k8s.io/pvc/name",
                        "blk",
                        "csi.storage.k8s.io/pvc/namespace",
                        "default")
                .forEach((key, value) -> rbd("image-meta", "set", block, key, value));
    }

    @Test
    void everyStepIsAsRecorded() {
        take();
        assertIsAsRecorded("03-snapshot");

        provision("restored", RESTORED, RESTORED_UUID, "4Gi", new DataSource.OfSnapshot(handle(UUID)));
        assertIsAsRecorded("04-restored");

        provision("cloned", CLONED, CLONED_UUID, "2Gi", new DataSource.OfVolume(volume));
        assertIsAsRecorded("05-cloned");

        delete(ALPHA, volume.uuid());
        assertIsAsRecorded("06-source-deleted");
        assertThat(trash()).containsExactly(SOURCE);

        done(operations.run(deletion()));
        assertIsAsRecorded("07-snapshot-deleted");
        assertThat(trash()).containsExactly(IMAGE, SOURCE);

        delete(CLONED, CLONED_UUID);
        assertIsAsRecorded("08-clone-deleted");
        assertThat(trash()).containsExactly(IMAGE, SOURCE);

        delete(RESTORED, RESTORED_UUID);
        delete(BLOCK, BLOCK_UUID);
        assertIsAsRecorded("09-all-deleted");
    }

    /** ceph-csi took it. */
    @Test
    void aRecordedSnapshotIsRestoredAndDeleted() {
        takenByCephCsi();

        provision("restored", RESTORED, RESTORED_UUID, "4Gi", new DataSource.OfSnapshot(handle(UUID)));
        done(operations.run(deletion()));
        delete(RESTORED, RESTORED_UUID);

        assertThat(ceph.images(pool)).doesNotContain(IMAGE, "csi-vol-" + RESTORED_UUID);
        assertThat(outside.all("csi.snap").values()).allMatch(Map::isEmpty);
    }

    /** The name is reserved, as ceph-csi chooses the uuid at random. */
    private void provision(String claim, String name, VolumeUuid uuid, String size, DataSource source) {
        outside.set(DIRECTORY, "csi.volume." + name, uuid.value());
        var request = request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("imageFeatures", "layering")
                .volume(name)
                .claim("default", claim, name.substring("pvc-".length()))
                .size(size)
                .provision()
                .from(source);
        Provisioned made = done(operations.run(request));
        assertThat(made.action()).isEqualTo(Provisioned.Action.CREATED);
        assertThat(made.size()).isEqualTo(request.size());
        assertThat(done(operations.run(request)).action()).isEqualTo(Provisioned.Action.ALREADY_THERE);
    }

    private void delete(String name, VolumeUuid uuid) {
        Map<String, String> parameters = request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameters();
        var target = new ImageTarget(
                new ImageName("csi-vol-" + uuid),
                new ClassSource.Given(parameters),
                new VolumeRef(new ObjectName(name), handle(uuid)));
        done(operations.run(new DeleteRequest(target, null, new DeletionMode.Permanent(), null, false)));
    }

    private void assertIsAsRecorded(String recording) {
        assertThat(withoutIds(outside.all("csi.")))
                .as(recording)
                .isEqualTo(withoutIds(RecordedJournal.readAll(recording).objects()));
        assertThat(RecordedImages.of(ceph, pool)).as(recording).isEqualTo(RecordedImages.read(recording));
    }

    private List<String> trash() {
        return rbd("trash", "ls", pool)
                .lines()
                .map(line -> line.split(" ", 2)[1])
                .sorted()
                .toList();
    }
}
