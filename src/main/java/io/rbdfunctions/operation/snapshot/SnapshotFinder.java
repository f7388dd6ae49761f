package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Finds an existing snapshot by its handle. */
@Singleton
public final class SnapshotFinder implements VolumeOperation<SnapshotLookupRequest, SnapshotFound> {
    private final SnapshotSessions sessions;
    private final SnapshotJournal journal;
    private final ImageStore store;

    SnapshotFinder(SnapshotSessions sessions, SnapshotJournal journal, ImageStore store) {
        this.sessions = sessions;
        this.journal = journal;
        this.store = store;
    }

    @Override
    public SnapshotFound run(SnapshotLookupRequest request) {
        PoolSession session = sessions.existing(request.classSource(), request.handle());
        ImageRef image = journal.read(
                        session.rbd(),
                        SnapshotSessions.journal(session),
                        request.handle().uuid())
                .map(DynamicVolumes::imageOf)
                .orElseThrow(() -> missing(request, "the journal in the pool %s".formatted(session.pool())));
        ImageInfo info = new SnapshotImage(session, store, image, image)
                .complete()
                .orElseThrow(() -> missing(request, "the image %s, or its snapshot,".formatted(image)));
        return new SnapshotFound(image, info.creationTime().orElse(Instant.EPOCH), Capacity.within(info.size()));
    }

    private static RefusedException missing(SnapshotLookupRequest request, String what) {
        return new RefusedException(
                Reason.NOT_FOUND, "snapshot %s not found: %s does not have it".formatted(request.handle(), what));
    }
}
