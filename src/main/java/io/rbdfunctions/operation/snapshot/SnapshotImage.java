package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.clone.CloneLink;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.List;
import java.util.Optional;

/**
 * The image of a snapshot: a clone of the volume's image, with a snapshot of itself as the last step. Each step may have been done
 * by an earlier attempt, or may be half done.
 *
 * @param source the image of the volume
 * @param image of the snapshot
 */
record SnapshotImage(PoolSession session, ImageStore store, ImageRef source, ImageRef image) {
    private static final ImageFeatures FEATURES =
            new ImageFeatures(List.of(ImageFeature.LAYERING, ImageFeature.DEEP_FLATTEN));

    /** Makes the image. Returns its properties. */
    ImageInfo make(ImageInfo sourceInfo) {
        if (find().filter(this::isWithSnapshot).isEmpty()) {
            makeClone(sourceInfo);
            store.removeSnapshot(session.rbd(), onSource());
            store.takeSnapshot(session.rbd(), own());
        }
        return session.run(new Info(image));
    }

    /** The properties of the image if it is complete. */
    Optional<ImageInfo> complete() {
        return find().filter(this::isWithSnapshot);
    }

    private Optional<ImageInfo> find() {
        return store.find(session.rbd(), image);
    }

    private boolean isWithSnapshot(ImageInfo info) {
        return info.snapshots() > 0;
    }

    private void makeClone(ImageInfo sourceInfo) {
        if (find().filter(this::isComplete).isEmpty()) {
            store.takeSnapshot(session.rbd(), onSource());
            // The data pool matters if the clone is flattened.
            String dataPool = sourceInfo.dataPool();
            PoolName pool =
                    dataPool == null || !source.poolSpec().equals(image.poolSpec()) ? null : new PoolName(dataPool);
            var layout = new ImageLayout(FEATURES, pool, null, null);
            store.cloneIfMissing(session.rbd(), new CloneCommand.Create(onSource(), image, layout), this::isComplete);
        }
    }

    private boolean isComplete(ImageInfo info) {
        return isWithSnapshot(info) || CloneLink.isComplete(session, info);
    }

    /** The snapshot that the image is cloned from. */
    SnapshotRef onSource() {
        return SnapshotRef.named(source, image.name());
    }

    /** The snapshot that volumes are cloned from. */
    SnapshotRef own() {
        return SnapshotRef.named(image, image.name());
    }
}
