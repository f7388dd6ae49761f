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
import io.rbdfunctions.support.ceph.ImageData;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the data of volumes, snapshots and clones by their checksums. */
@SecondLane
class SharedDataTest extends SnapshotTestBase {
    private static final int CHAIN = 9;

    @TempDir
    private Path directory;

    @Test
    void everyImageKeepsItsData() {
        write(SOURCE, 1);
        String before = checksum(SOURCE);
        take();
        write(SOURCE, 2);
        String after = checksum(SOURCE);

        VolumeUuid restored = make(new DataSource.OfSnapshot(handle(SnapshotTestBase.UUID)));
        VolumeUuid clone = make(new DataSource.OfVolume(volume));
        VolumeUuid ofClone = make(new DataSource.OfVolume(handle(clone)));

        assertThat(after).isNotEqualTo(before);
        assertThat(checksum(image(restored))).isEqualTo(before);
        assertThat(checksum(image(clone))).isEqualTo(after);
        assertThat(checksum(image(ofClone))).isEqualTo(after);

        delete(volume.uuid());
        delete(clone);
        done(operations.run(deletion()));

        assertThat(checksum(image(restored))).isEqualTo(before);
        assertThat(checksum(image(ofClone))).isEqualTo(after);
        write(image(restored), 3);
        assertThat(checksum(image(ofClone))).isEqualTo(after);
    }

    /** Without a manager, an image in the chain is flattened when the next clone is made. */
    @Test
    void aChainOfClonesIsFlattenedInTime() {
        Map<VolumeUuid, String> checksums = new LinkedHashMap<>();
        VolumeUuid last = volume.uuid();
        for (int i = 1; i <= CHAIN; i++) {
            last = make(new DataSource.OfVolume(handle(last)));
            write(image(last), i);
            checksums.put(last, checksum(image(last)));
            assertThat(depth(image(last))).as("clone %d", i).isLessThanOrEqualTo(8);
        }

        for (Map.Entry<VolumeUuid, String> volume : checksums.entrySet()) {
            assertThat(checksum(image(volume.getKey()))).isEqualTo(volume.getValue());
        }
        assertThat(checksums.values()).doesNotHaveDuplicates();
    }

    @Test
    void aVolumeWithTooManySnapshotsIsNotCloned() {
        for (int number = 0; number < TestSnapshots.LIMITS.maxOfImage(); number++) {
            rbd("snap", "create", "--no-progress", pool + "/" + SOURCE + "@s" + number);
        }
        VolumeUuid uuid = new VolumeUuid(java.util.UUID.randomUUID().toString());

        assertThat(refused(operations.run(request(uuid).from(new DataSource.OfVolume(volume))))
                        .detail())
                .startsWith("rbd image %s/%s has 4 snapshots, of at most 4: ".formatted(pool, SOURCE));

        assertThat(ceph.images(pool)).containsExactly(SOURCE);
    }

    private int depth(String image) {
        Map<String, RecordedImages.Image> images = RecordedImages.of(ceph, pool);
        int depth = 0;
        String parent = parent(images, image);
        while (!parent.isEmpty()) {
            depth++;
            parent = parent(images, parent);
        }
        return depth;
    }

    private static String parent(Map<String, RecordedImages.Image> images, String image) {
        RecordedImages.Image found = images.get(image);
        return found == null ? "" : found.parent().replaceFirst("@.*", "");
    }

    /** Makes a volume of the size of the source. */
    private VolumeUuid make(DataSource source) {
        VolumeUuid uuid = new VolumeUuid(java.util.UUID.randomUUID().toString());
        done(operations.run(request(uuid).from(source)));
        return uuid;
    }

    private ProvisionRequest request(VolumeUuid uuid) {
        return request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("imageFeatures", "layering")
                .volume("pvc-" + uuid)
                .claim("shop", "new", uuid.value())
                .size("8Mi")
                .provision();
    }

    private void delete(VolumeUuid uuid) {
        var target = new ImageTarget(
                new ImageName(image(uuid)),
                request(uuid).classSource(),
                new VolumeRef(new ObjectName("pvc-" + uuid), handle(uuid)));
        done(operations.run(new DeleteRequest(target, null, new DeletionMode.Permanent(), null, false)));
    }

    private static String image(VolumeUuid uuid) {
        return "csi-vol-" + uuid;
    }

    private void write(String image, int seed) {
        data().write(pool + "/" + image, seed);
    }

    private String checksum(String image) {
        return data().checksum(pool + "/" + image);
    }

    private ImageData data() {
        return new ImageData(ceph, directory);
    }
}
