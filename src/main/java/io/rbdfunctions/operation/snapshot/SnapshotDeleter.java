package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted.Action;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;

/** Deletes snapshots. Deleting a missing one succeeds. Volumes that were restored from it are kept. */
@Singleton
public final class SnapshotDeleter implements VolumeOperation<SnapshotDeleteRequest, SnapshotDeleted> {
    private final SnapshotSessions sessions;
    private final SnapshotJournal journal;
    private final ImageLocks locks;
    private final SnapshotRemoval removal;

    SnapshotDeleter(SnapshotSessions sessions, SnapshotJournal journal, ImageLocks locks, SnapshotRemoval removal) {
        this.sessions = sessions;
        this.journal = journal;
        this.locks = locks;
        this.removal = removal;
    }

    @Override
    public SnapshotDeleted run(SnapshotDeleteRequest request) {
        return sessions.find(request.classSource(), request.handle())
                .map(session -> delete(session, request))
                .orElse(new SnapshotDeleted(Action.ALREADY_GONE, null));
    }

    private SnapshotDeleted delete(PoolSession session, SnapshotDeleteRequest request) {
        return journal.read(
                        session.rbd(),
                        SnapshotSessions.journal(session),
                        request.handle().uuid())
                .map(snapshot -> delete(session, request, snapshot))
                .orElseGet(() -> removeFromDirectory(session, request));
    }

    private SnapshotDeleted delete(PoolSession session, SnapshotDeleteRequest request, JournaledVolume snapshot) {
        ImageRef image = DynamicVolumes.imageOf(snapshot);
        DynamicVolumes.obstacle(snapshot).ifPresent(why -> {
            throw new RefusedException(Reason.CONFLICT, "rbd image %s %s".formatted(image, why));
        });
        if (request.dryRun()) {
            return new SnapshotDeleted(Action.WOULD_DELETE, image);
        }
        return locks.withLock(
                session.monitors(),
                image,
                () -> new SnapshotDeleted(
                        removal.remove(session, snapshot) ? Action.DELETED : Action.ALREADY_GONE, image));
    }

    /** An interrupted deletion leaves the name of the snapshot, which follows from its uuid unless ceph-csi chose that. */
    private SnapshotDeleted removeFromDirectory(PoolSession session, SnapshotDeleteRequest request) {
        VolumeHandle handle = request.handle();
        if (!request.dryRun()) {
            journal.remove(
                    session.rbd(),
                    SnapshotSessions.journal(session),
                    new ObjectName("snapshot-" + handle.uuid()),
                    handle.uuid());
        }
        return new SnapshotDeleted(Action.ALREADY_GONE, null);
    }
}
