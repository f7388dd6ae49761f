package io.rbdfunctions.operation.delete;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Removes what a dynamic volume has besides its image, when that is gone: the clone from which ceph-csi made it, then its journal.
 * Each part may be gone already, after an interrupted attempt.
 */
@Singleton
record DynamicVolumeRemoval(
        VolumeJournal journal,
        RadosObjects objects,
        ImageStore store,
        ImageRemoval removal,
        ManagerRemoval managerRemoval,
        ReplacementRemoval replacementRemoval,
        DeletionConfig config,
        InstantSource clock) {
    /** @param isPermanent whether the image is to be removed from the trash as soon as possible, if it is there */
    void finish(PoolSession session, ImageTarget target, LocatedImage located, Deleted deleted, boolean isPermanent) {
        JournaledVolume volume = located.volume();
        if (volume != null) {
            removeTemporaryClone(session, volume, deleted, isPermanent);
            replacementRemoval.removeOf(session, DynamicVolumes.imageOf(volume));
            journal.remove(session.rbd(), volume.location(), volume.requestName(), volume.uuid());
        } else if (target.volume() != null && session.journal() != null) {
            journal.remove(session.rbd(), session.journal(), target.volume().name(), uuid(target.volume()));
        }
    }

    private static VolumeUuid uuid(VolumeRef volume) {
        return volume.handle() == null
                ? VolumeUuid.of(ImageNames.uidOf(volume.name()))
                : volume.handle().uuid();
    }

    /** ceph-csi keeps a clone between the image of a cloned claim and that of its source. */
    private void removeTemporaryClone(
            PoolSession session, JournaledVolume volume, Deleted deleted, boolean isPermanent) {
        DynamicVolumes.temporaryOf(DynamicVolumes.imageOf(volume))
                .ifPresent(image -> objects.run(
                                session.rbd(),
                                new ReadImageId(image.pool(), volume.location().namespace(), image.name()))
                        .ifPresent(id -> {
                            // An interrupted clone leaves the snapshot that the volume is made from.
                            store.removeSnapshot(session.rbd(), SnapshotRef.named(image, volume.image()));
                            remove(session, image, id, deleted, isPermanent);
                        }));
    }

    private void remove(PoolSession session, ImageRef image, ImageId id, Deleted deleted, boolean isPermanent) {
        Instant expiry = deleted.expiry();
        if (expiry == null) {
            if (removal.removeUnlessSnapped(session, image).isPresent()) {
                return;
            }
            // An earlier attempt has moved the image of the volume to the trash, and was interrupted then.
            expiry = clock.instant().plus(config.purgeAfter());
        }
        if (store.trash(session.rbd(), image, expiry) && isPermanent && managerRemoval.isPossible(session, image)) {
            // The manager can remove it as soon as it has removed the image.
            managerRemoval.offer(session, image, id);
        }
    }
}
