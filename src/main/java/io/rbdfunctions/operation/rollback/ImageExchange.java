package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.csi.InterruptedRollback;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The steps that put another image in the place of a volume's image. Every step may be repeated. */
@Singleton
record ImageExchange(ImageStore store, VolumeJournal journal, InterruptedRollback interrupted, InstantSource clock) {
    /** The image of the volume; empty if it is missing. An image that was not moved to the trash yet has its name again. */
    Optional<ImageInfo> current(RollbackTarget target) {
        return find(target)
                .or(() -> interrupted.undo(target.session(), target.image()) ? find(target) : Optional.empty());
    }

    /** As {@link #current}, without changing anything. */
    ImageInfo require(RollbackTarget target) {
        return find(target).orElseThrow(() -> missing(target));
    }

    static RefusedException missing(RollbackTarget target) {
        return new RefusedException(
                Reason.NOT_FOUND,
                "roll back %s: the image does not exist; if a rollback was interrupted, repeat that, or go back to the image with a trashId"
                        .formatted(target.image()));
    }

    private Optional<ImageInfo> find(RollbackTarget target) {
        return store.find(target.session().rbd(), target.image());
    }

    /** @throws RefusedException if somebody uses the image, or if Ceph keeps it for another reason */
    void requireUnused(RollbackTarget target, ImageInfo current) {
        PoolSession session = target.session();
        ImageRef image = target.image();
        ImageUsers.requireUnwatched(image, ImageUsers.watchers(session, image));
        ImageUsers.requirePrimary(image, current, "roll back");
        ImageUsers.requireRemovable(image, current);
        ImageUsers.requireUnlocked(session, image);
        ImageUsers.requireOnlyClones(session, image, current);
    }

    /**
     * Moves the image of the volume to the trash, under its other name: clients that open it by its name do not find it from then on,
     * and the others are seen before it is in the trash. The journal has its id until another image is in its place.
     *
     * @throws RefusedException if a client has opened the image; then it has its name again
     */
    void setAside(RollbackTarget target, ImageInfo current) {
        PoolSession session = target.session();
        if (!isRecorded(target, current)) {
            record(target, new ImageId(current.id()));
        }
        session.run(new Rename(target.image(), target.former().name()));
        List<String> watchers = ImageUsers.watchers(session, target.former());
        if (!watchers.isEmpty()) {
            session.run(new Rename(target.former(), target.image().name()));
            throw ImageUsers.watched(target.image(), watchers);
        }
        if (!store.trash(session.rbd(), target.former(), expiry(target))) {
            throw new TryAgainException(
                    Obstacle.BUSY, "rbd image %s was changed in the meantime".formatted(target.image()));
        }
    }

    static boolean isRecorded(RollbackTarget target, ImageInfo image) {
        return new ImageId(image.id()).equals(target.volume().imageId());
    }

    Instant expiry(RollbackTarget target) {
        return clock.instant().plus(target.retention());
    }

    /** Brings an image from the trash back, under the name of the volume's image. */
    void restore(RollbackTarget target, ImageId id) {
        target.session()
                .run(new TrashCommand.Restore(
                        target.image().poolSpec(), id, target.image().name()));
    }

    /** Grows an image to the size that another one has, wherever that is; not if that is gone. */
    void growTo(RollbackTarget target, ImageRef image, ImageId other) {
        PoolSession session = target.session();
        RbdException.emptyIfNotFound(() -> session.run(new Info.ById(image.poolSpec(), other)))
                .ifPresent(info -> session.run(new Grow(image, new Capacity(info.size()))));
    }

    /** Gives the replacement the name of the volume's image. Returns its id. */
    ImageId place(RollbackTarget target) {
        PoolSession session = target.session();
        session.run(new Rename(target.replacement(), target.image().name()));
        return new ImageId(session.run(new Info(target.image())).id());
    }

    /** Enters the image of the volume into the journal. */
    void record(RollbackTarget target, ImageId id) {
        if (!journal.recordImageId(target.session().rbd(), target.volume(), id)) {
            throw new TryAgainException(
                    Obstacle.BUSY,
                    "the volume %s was deleted in the meantime"
                            .formatted(target.volume().requestName()));
        }
    }

    Optional<TrashedImage> trashed(RollbackTarget target, ImageId id) {
        return target.session().run(new TrashCommand.ListAll(target.image().poolSpec())).stream()
                .filter(image -> image.id().equals(id.value()))
                .findFirst();
    }
}
