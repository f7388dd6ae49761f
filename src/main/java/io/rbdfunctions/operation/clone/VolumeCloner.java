package io.rbdfunctions.operation.clone;

import io.rbdfunctions.operation.clone.CloneSources.SourceImage;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.snapshot.limit.SnapshotLimit;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the image of a volume from a snapshot or from another volume. Between a volume and its clone is a temporary image, so that
 * neither depends on the snapshots of the other; it exists as long as the clone. Every step may be repeated.
 */
@Singleton
public record VolumeCloner(CloneSources sources, CloneDepth depth, SnapshotLimit limit, ImageStore store) {
    private static final ImageFeatures TEMPORARY_FEATURES =
            new ImageFeatures(List.of(ImageFeature.LAYERING, ImageFeature.DEEP_FLATTEN));

    /**
     * Checks the source without making anything.
     *
     * @throws RefusedException as {@link #make}
     */
    public void check(PoolSession session, DataSource source, Capacity size) {
        sources.find(session, source).requireFits(size);
    }

    /**
     * Makes the image, of the size of its source.
     *
     * @param layout {@linkplain #withLayering with layering}
     * @param size of the volume
     * @throws RefusedException if the source does not exist or is larger than the volume, if no volume can be made from it, or if
     *     an image has to be flattened first
     */
    public ImageInfo make(PoolSession session, DataSource source, ImageRef image, ImageLayout layout, Capacity size) {
        switch (source) {
            case DataSource.OfSnapshot _ -> restore(session, source, image, layout, size);
            case DataSource.OfVolume _ -> copy(session, source, image, layout, size);
        }
        return session.run(new Info(image));
    }

    private void restore(PoolSession session, DataSource source, ImageRef image, ImageLayout layout, Capacity size) {
        if (isComplete(session, image)) {
            return; // An earlier attempt made it, and the snapshot may be gone since.
        }
        SourceImage found = sources.find(session, source);
        found.requireFits(size);
        depth.require(session, found, 1);
        new ImageClone(
                        session,
                        store,
                        SnapshotRef.named(found.image(), found.image().name()),
                        image)
                .make(layout);
    }

    private boolean isComplete(PoolSession session, ImageRef image) {
        return store.find(session.rbd(), image)
                .filter(info -> CloneLink.isComplete(session, info))
                .isPresent();
    }

    private void copy(PoolSession session, DataSource source, ImageRef image, ImageLayout layout, Capacity size) {
        ImageRef temporary = DynamicVolumes.temporaryOf(image)
                .orElseThrow(() -> new RefusedException(
                        Reason.INVALID, "the volumeNamePrefix of the class is too long for clones of volumes"));
        var second = new ImageClone(session, store, SnapshotRef.named(temporary, image.name()), image);
        if (second.find().isEmpty()) {
            SourceImage found = sources.find(session, source);
            found.requireFits(size);
            depth.require(session, found, 2);
            var first = new ImageClone(session, store, SnapshotRef.named(found.image(), temporary.name()), temporary);
            if (first.find().isEmpty()) {
                limit.require(session, found.image(), found.info());
            }
            first.makeWithSnapshot(temporaryLayout(found, temporary));
            removeMetadata(session, temporary);
        }
        second.makeWithSnapshot(layout);
    }

    /** The data pool matters if the clone is flattened. */
    private static ImageLayout temporaryLayout(SourceImage source, ImageRef temporary) {
        String dataPool = source.info().dataPool();
        boolean isSamePool = source.image().poolSpec().equals(temporary.poolSpec());
        return new ImageLayout(
                TEMPORARY_FEATURES, dataPool != null && isSamePool ? new PoolName(dataPool) : null, null, null);
    }

    /** A clone has the metadata of its parent, which describes the other volume. */
    private static void removeMetadata(PoolSession session, ImageRef image) {
        session.run(new MetadataCommand.ListAll(image))
                .keySet()
                .forEach(key -> RbdException.emptyIfNotFound(
                        () -> session.run(new MetadataCommand.Unset(image, new MetadataKey(key)))));
    }

    /** The layout that a clone gets: clones need layering. */
    public static ImageLayout withLayering(ImageLayout layout) {
        ImageFeatures features =
                new ImageFeatures(Stream.concat(Stream.of(ImageFeature.LAYERING), layout.features().list().stream())
                        .toList());
        return new ImageLayout(features, layout.dataPool(), layout.objectSize(), layout.striping());
    }
}
