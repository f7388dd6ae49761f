package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Gives a dynamic volume the data that it had before, in a time that does not depend on its size: another image gets the name of its
 * image, and that goes to the trash, so that a rollback can be rolled back.
 */
@Singleton
public record VolumeRollback(
        PoolSessions sessions,
        DynamicVolumes dynamicVolumes,
        SnapshotLocator snapshots,
        VolumeSnapshotHandles volumeSnapshots,
        SnapshotRollback snapshotRollback,
        TrashRollback trashRollback,
        ImageLocks locks,
        RollbackConfig config)
        implements VolumeOperation<RollbackRequest, RolledBack> {
    @Override
    public RolledBack run(RollbackRequest request) {
        RollbackTarget target = target(request);
        return switch (request.source()) {
            case RollbackSource.OfSnapshot(var handle) -> toSnapshot(request, target, handle);
            case RollbackSource.OfNamedSnapshot(var name) -> toSnapshot(request, target, handle(request, name));
            case RollbackSource.OfVolumeSnapshot(var key) -> toSnapshot(request, target, volumeSnapshots.find(key));
            case RollbackSource.OfTrash(var id) -> toTrashed(request, target, id);
        };
    }

    private VolumeHandle handle(RollbackRequest request, SnapshotRequestName name) {
        return snapshots
                .require(new SnapshotTarget(request.classSource(), null, name, request.target()))
                .handle();
    }

    private RolledBack toSnapshot(RollbackRequest request, RollbackTarget target, VolumeHandle handle) {
        return request.dryRun()
                ? snapshotRollback.foresee(target, handle, request.id())
                : locked(target, () -> snapshotRollback.run(target, handle, request.id()));
    }

    private RolledBack toTrashed(RollbackRequest request, RollbackTarget target, ImageId id) {
        return request.dryRun()
                ? trashRollback.foresee(target, id)
                : locked(target, () -> trashRollback.run(target, id));
    }

    private RollbackTarget target(RollbackRequest request) {
        PoolSession session = sessions.find(request.classSource());
        LocatedImage located = dynamicVolumes.locateToChange(session, request.target());
        ImageRef image = located.image();
        // Says why, if it is not that of a dynamic volume.
        JournaledVolume volume =
                located.volume() == null ? snapshots.volume(request.target()).journaled() : located.volume();
        return new RollbackTarget(
                new PoolSession(image.poolSpec(), session.rbd(), session.engine(), volume.location()),
                volume,
                image,
                DynamicVolumes.replacementOf(image).orElseThrow(() -> nameTooLong(image)),
                DynamicVolumes.formerOf(image).orElseThrow(() -> nameTooLong(image)),
                retention(request));
    }

    private static RefusedException nameTooLong(ImageRef image) {
        return new RefusedException(
                Reason.INVALID, "roll back %s: the name of the image is too long for that".formatted(image));
    }

    private Duration retention(RollbackRequest request) {
        return sessions.retention(request.classSource())
                .map(TrashRetention::duration)
                .orElseGet(config::retention);
    }

    /** Other replicas may work on the volume at the same time: who comes too late finds no image, or another one, and begins again. */
    private RolledBack locked(RollbackTarget target, Supplier<RolledBack> work) {
        try {
            return locks.withLock(target.session().monitors(), target.image(), work);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND || failure.error() == RbdError.EXISTS) {
                throw new TryAgainException(
                        Obstacle.BUSY, failure.getMessage() + "; it was changed in the meantime", failure);
            }
            throw failure;
        }
    }
}
