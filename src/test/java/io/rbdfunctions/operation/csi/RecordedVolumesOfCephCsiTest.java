package io.rbdfunctions.operation.csi;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.kubernetes.manifest.RecordedObjects;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The volumes {@code alpha} and {@code blk} of the recordings, with their recorded journal and images of their names. */
@SecondLane
class RecordedVolumesOfCephCsiTest extends CephTest {
    private static final String CREATED = "01-two-claims";
    private static final PoolId NO_POOL = new PoolId(999_999);

    private final Omaps outside = Omaps.of(ceph, pool);
    private final PersistentVolume alpha = RecordedObjects.volumeOf(CREATED, "alpha");
    private final PersistentVolume block = RecordedObjects.volumeOf(CREATED, "blk");

    @BeforeEach
    void load() {
        RecordedJournal.read(CREATED).load(outside);
        ceph.createImage(pool + "/" + imageOf(alpha), 1024);
        ceph.createImage(pool + "/" + imageOf(block), 2048);
    }

    @Test
    void theyAreGrownAndTheirJournalStaysAsRecorded() {
        grow(alpha, "2Gi");
        grow(block, "3Gi");

        assertThat(ceph.sizeOf(pool + "/" + imageOf(alpha))).isEqualTo(2L << 30);
        assertThat(ceph.sizeOf(pool + "/" + imageOf(block))).isEqualTo(3L << 30);
        assertThat(outside.all("csi."))
                .isEqualTo(RecordedJournal.read("02-grown").objects());
    }

    @Test
    void nothingIsLeftOfThem() {
        delete(alpha);
        delete(block);

        assertThat(ceph.images(pool)).isEmpty();
        assertThat(outside.all("csi."))
                .isEqualTo(RecordedJournal.read("09-all-deleted").objects());
    }

    private void grow(PersistentVolume volume, String size) {
        done(operations.run(new ExpandRequest(target(volume), Capacity.parse(size), false)));
    }

    private void delete(PersistentVolume volume) {
        done(operations.run(new DeleteRequest(target(volume), null, new DeletionMode.Permanent(), null, false)));
    }

    /** The recorded id of the pool may be that of another pool here, so the handle has one of none. */
    private ImageTarget target(PersistentVolume volume) {
        Map<String, String> parameters = request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameters();
        VolumeHandle recorded = VolumeHandle.parse(volume.getSpec().getCsi().getVolumeHandle());
        VolumeHandle here = new VolumeHandle(recorded.clusterId(), NO_POOL, recorded.uuid());
        return new ImageTarget(
                new ImageName(imageOf(volume)),
                new ClassSource.Given(parameters),
                new VolumeRef(new ObjectName(volume.getMetadata().getName()), here));
    }

    private static String imageOf(PersistentVolume volume) {
        return volume.getSpec().getCsi().getVolumeAttributes().getOrDefault("imageName", "");
    }
}
