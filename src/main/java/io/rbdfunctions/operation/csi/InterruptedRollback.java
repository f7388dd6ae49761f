package io.rbdfunctions.operation.csi;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds volumes in the middle of a rollback, which may have been interrupted there: for a moment, no image has the name of the volume's
 * image, and then the journal still has the id of the image before.
 */
@Singleton
public record InterruptedRollback(VolumeJournal journal, RadosObjects objects) {
    /**
     * Gives the image of a volume its name back, if it was taken away and is not in the trash yet.
     *
     * @return whether the image has its name again
     */
    public boolean undo(PoolSession session, ImageRef image) {
        Optional<ImageRef> former = DynamicVolumes.formerOf(image)
                .filter(name -> id(session, name).isPresent())
                .filter(_ -> id(session, image).isEmpty());
        former.ifPresent(name -> RbdException.emptyIfNotFound(() -> session.run(new Rename(name, image.name()))));
        return former.isPresent();
    }

    /**
     * Requires that the image of a volume may be made again if it is missing.
     *
     * @throws TryAgainException if it is missing because a rollback has taken it away
     */
    public void requireNone(PoolSession session, JournaledVolume volume) {
        if (volume.imageId() != null
                && id(session, DynamicVolumes.imageOf(volume)).isEmpty()
                && journal.hasImage(session.rbd(), volume)) {
            throw new TryAgainException(
                    Obstacle.BUSY,
                    "rbd image %s has another name or is in the trash: a rollback of the volume %s is running, or was interrupted and has to be repeated; otherwise restore the image with the trashId %s"
                            .formatted(DynamicVolumes.imageOf(volume), volume.requestName(), volume.imageId()));
        }
    }

    private Optional<ImageId> id(PoolSession session, ImageRef image) {
        return objects.run(
                session.rbd(), new ReadImageId(image.pool(), image.poolSpec().namespace(), image.name()));
    }
}
