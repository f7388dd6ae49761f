package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.delete.DeletionConfig;
import io.rbdfunctions.operation.delete.ManagerRemoval;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Removes all parts of a snapshot, each of which may be gone already. */
@Singleton
record SnapshotRemoval(
        SnapshotJournal journal,
        ImageStore store,
        ManagerRemoval managerRemoval,
        DeletionConfig config,
        InstantSource clock) {
    /** Returns whether there was an image. */
    boolean remove(PoolSession session, JournaledVolume snapshot) {
        ImageRef image = DynamicVolumes.imageOf(snapshot);
        Optional<ImageInfo> info = store.find(session.rbd(), image);
        removeFromSource(session, snapshot, image);
        boolean isThere = info.isPresent()
                ? remove(session, image, info.get())
                : store.remove(session.rbd(), image); // Cleans up an incomplete image.
        journal.remove(session.rbd(), snapshot.location(), snapshot.requestName(), snapshot.uuid());
        return isThere;
    }

    /** An interrupted creation leaves a snapshot on the image of the volume, if that is in the same pool. */
    private void removeFromSource(PoolSession session, JournaledVolume snapshot, ImageRef image) {
        if (snapshot.source() != null) {
            ImageRef source = DynamicVolumes.imageOf(snapshot.location(), snapshot.source());
            store.removeSnapshot(session.rbd(), new SnapshotImage(session, store, source, image).onSource());
        }
    }

    private boolean remove(PoolSession session, ImageRef image, ImageInfo info) {
        ImageUsers.requireUnwatched(image, ImageUsers.watchers(session, image));
        ImageUsers.requireRemovable(image, info);
        store.removeSnapshot(session.rbd(), new SnapshotImage(session, store, image, image).own());
        return mustBeTrashed(session, image, info)
                ? trash(session, image, new ImageId(info.id()))
                : store.remove(session.rbd(), image);
    }

    /** The image lives on in the trash while volumes are clones of it, or until somebody has the time to remove it. */
    private boolean mustBeTrashed(PoolSession session, ImageRef image, ImageInfo info) {
        return info.objects() > config.removeInPlaceObjects()
                || managerRemoval.isPossible(session, image)
                || !session.run(new SnapshotCommand.ListAll(image)).isEmpty();
    }

    private boolean trash(PoolSession session, ImageRef image, ImageId id) {
        boolean isMoved = store.trash(session.rbd(), image, clock.instant().plus(config.purgeAfter()));
        if (isMoved && managerRemoval.isPossible(session, image)) {
            managerRemoval.offer(session, image, id);
        }
        return isMoved;
    }
}
