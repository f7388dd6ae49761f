package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.csi.InterruptedRollback;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Deletes images. Deleting a missing image succeeds. An image in use is kept, and the refusal names its users. Clones are no
 * users: they keep what they need of the image.
 */
@Singleton
public record Deleter(
        PoolSessions sessions,
        DynamicVolumes dynamicVolumes,
        DynamicVolumeRemoval dynamicVolumeRemoval,
        ImageRemoval removal,
        PermanentDeletion permanentDeletion,
        InterruptedRollback interruptedRollback,
        ImageLocks locks)
        implements VolumeOperation<DeleteRequest, Deleted> {
    @Override
    public Deleted run(DeleteRequest request) {
        PoolSession session = sessions.find(request.classSource());
        Optional<TrashRetention> retention = retention(request);
        LocatedImage located = dynamicVolumes.locateToChange(session, request.target());
        ImageRef image = located.image();
        if (request.dryRun()) {
            return removal.foresee(session, image);
        }
        return locks.withLock(session.monitors(), image, () -> {
            Deleted deleted = delete(session, image, request, retention);
            if (deleted.action() == Deleted.Action.ALREADY_GONE
                    && located.volume() != null
                    && interruptedRollback.undo(session, image)) {
                deleted = delete(session, image, request, retention);
            }
            dynamicVolumeRemoval.finish(session, request.target(), located, deleted, retention.isEmpty());
            return deleted;
        });
    }

    private Deleted delete(
            PoolSession session, ImageRef image, DeleteRequest request, Optional<TrashRetention> retention) {
        return retention
                .map(time -> removal.trash(session, image, removal.look(session, image), time.duration()))
                .orElseGet(() -> permanentDeletion.run(session, image, request.size()));
    }

    private Optional<TrashRetention> retention(DeleteRequest request) {
        return switch (request.deletionMode()) {
            case DeletionMode.ByClass _ -> sessions.retention(request.classSource());
            case DeletionMode.ToTrash(TrashRetention retention) -> Optional.of(retention);
            case DeletionMode.Permanent _ -> Optional.empty();
        };
    }
}
