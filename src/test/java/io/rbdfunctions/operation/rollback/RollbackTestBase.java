package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.rollback.RollbackRequest.RequestId;
import io.rbdfunctions.operation.snapshot.SnapshotTestBase;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.ImageData;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Rolls the recorded volume {@code alpha} back. */
abstract class RollbackTestBase extends SnapshotTestBase {
    static final ObjectName VOLUME = new ObjectName("pvc-96c629c9-2934-458f-99f3-227e8188676e");
    static final String FORMER = SOURCE + "-before";
    static final String REPLACEMENT = SOURCE + "-rollback";

    @TempDir
    Path directory;

    RollbackRequest toSnapshot() {
        return request(new RollbackSource.OfSnapshot(handle(UUID)), null);
    }

    RollbackRequest toSnapshot(String id) {
        return request(new RollbackSource.OfSnapshot(handle(UUID)), new RequestId(id));
    }

    RollbackRequest toTrashed(ImageId id) {
        return request(new RollbackSource.OfTrash(id), null);
    }

    RollbackRequest request(RollbackSource source, @Nullable RequestId id) {
        return new RollbackRequest(target(), source, id, false);
    }

    static RollbackRequest dry(RollbackRequest request) {
        return new RollbackRequest(request.target(), request.source(), request.id(), true);
    }

    ImageTarget target() {
        return new ImageTarget(new ImageName(SOURCE), classSource(), new VolumeRef(VOLUME, volume));
    }

    ClassSource classSource() {
        return request().parameter("clusterID", "c1").delete().classSource();
    }

    void write(int seed) {
        new ImageData(ceph, directory).write(pool + "/" + SOURCE, seed);
    }

    String checksum() {
        return new ImageData(ceph, directory).checksum(pool + "/" + SOURCE);
    }

    String idOf(String image) {
        return rbd("info", "--format", "json", pool + "/" + image)
                .replaceFirst("(?s).*?\"id\":\"([0-9a-z]+)\".*", "$1");
    }

    @Nullable String recordedId() {
        return outside.of("csi.volume." + volume.uuid()).get("csi.imageid");
    }

    protected RollbackTestBase() {}

    protected RollbackTestBase(Librbd librbd) {
        super(librbd);
    }

    /** As {@code id name}, sorted by name. */
    List<String> trash() {
        return rbd("trash", "ls", pool).lines().sorted().toList();
    }
}
