package io.rbdfunctions.operation.clone;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Finds the images that new volumes are made from. */
@Singleton
record CloneSources(VolumeJournal volumes, SnapshotJournal snapshots, ImageStore store) {
    /**
     * The image of a source, in any pool of the cluster.
     *
     * @param source for messages
     */
    record SourceImage(DataSource source, ImageRef image, ImageInfo info) {
        /** @throws RefusedException if the source is larger than the new volume */
        void requireFits(Capacity size) {
            if (info.size() > size.bytes()) {
                throw new RefusedException(
                        Reason.INVALID,
                        "the requested size %s is less than the %s of %s: request at least that"
                                .formatted(size, Capacity.quantityOf(info.size()), source));
            }
        }
    }

    /** @throws RefusedException if the source does not exist, or if no volume can be made from it */
    SourceImage find(PoolSession session, DataSource source) {
        ImageRef image = journaled(session, source)
                .map(volume -> usable(volume, source))
                .map(DynamicVolumes::imageOf)
                .orElseThrow(() -> missing(source, "the journal does not have it"));
        ImageInfo info = store.find(session.rbd(), image)
                .orElseThrow(() -> missing(source, "rbd image %s does not exist".formatted(image)));
        if (source instanceof DataSource.OfSnapshot && info.snapshots() == 0) {
            throw missing(source, "rbd image %s lacks the snapshot of that name".formatted(image));
        }
        ImageUsers.requirePrimary(image, info, "clone");
        if (!info.features().contains("layering")) {
            throw new RefusedException(
                    Reason.INVALID,
                    "rbd image %s lacks the feature layering, which clones need and which cannot be added: copy its data to a volume of a class with imageFeatures: layering"
                            .formatted(image));
        }
        return new SourceImage(source, image, info);
    }

    private Optional<JournaledVolume> journaled(PoolSession session, DataSource source) {
        JournalLocation location = volumes.locate(
                        session.rbd(), Objects.requireNonNull(session.journal()), source.handle())
                .orElseThrow(() -> missing(
                        source,
                        "the cluster has no pool with the id %s"
                                .formatted(source.handle().poolId())));
        return switch (source) {
            case DataSource.OfSnapshot(var handle) -> snapshots.read(session.rbd(), location, handle.uuid());
            case DataSource.OfVolume(var handle) -> volumes.read(session.rbd(), location, handle.uuid());
        };
    }

    private static JournaledVolume usable(JournaledVolume volume, DataSource source) {
        DynamicVolumes.obstacle(volume).ifPresent(why -> {
            throw new RefusedException(Reason.CONFLICT, "the image of %s %s".formatted(source, why));
        });
        return volume;
    }

    private static RefusedException missing(DataSource source, String why) {
        return new RefusedException(Reason.NOT_FOUND, "%s not found: %s".formatted(source, why));
    }
}
