package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.snapshot.limit.SnapshotLimit;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the volumes that snapshots are taken of. */
@Singleton
record SnapshotSources(VolumeJournal journal, ImageStore store, SnapshotLimit limit) {
    record Source(ImageRef image, ImageInfo info) {}

    /** @throws RefusedException if the volume does not exist, or if no snapshot can be taken of it */
    Source find(PoolSession session, VolumeHandle handle) {
        ImageRef image = journaled(session, handle)
                .map(DynamicVolumes::imageOf)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "volume %s not found: the journal does not have it".formatted(handle)));
        ImageInfo info = store.find(session.rbd(), image)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "volume %s not found: rbd image %s does not exist".formatted(handle, image)));
        ImageUsers.requirePrimary(image, info, "take the snapshot of");
        if (!info.features().contains("layering")) {
            throw new RefusedException(
                    Reason.INVALID,
                    "rbd image %s lacks the feature layering, which snapshots need and which cannot be added: copy its data to a volume of a class with imageFeatures: layering"
                            .formatted(image));
        }
        return new Source(image, info);
    }

    /** Requires that the image can have another snapshot. */
    void requireRoom(PoolSession session, Source source) {
        limit.require(session, source.image(), source.info());
    }

    /** Requires that the snapshot is one of the volume, if that still exists. */
    void requireSame(PoolSession session, VolumeHandle handle, JournaledVolume snapshot) {
        journaled(session, handle).ifPresent(volume -> requireSame(snapshot, volume.image()));
    }

    static void requireSame(JournaledVolume snapshot, ImageName source) {
        if (!source.equals(snapshot.source())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "the snapshot %s exists already, of %s instead of %s"
                            .formatted(snapshot.requestName(), snapshot.source(), source));
        }
    }

    private Optional<JournaledVolume> journaled(PoolSession session, VolumeHandle handle) {
        Optional<JournaledVolume> volume = journal.read(session.rbd(), SnapshotSessions.journal(session), handle);
        volume.flatMap(DynamicVolumes::obstacle).ifPresent(why -> {
            throw new RefusedException(Reason.CONFLICT, "the image of volume %s %s".formatted(handle, why));
        });
        return volume;
    }
}
