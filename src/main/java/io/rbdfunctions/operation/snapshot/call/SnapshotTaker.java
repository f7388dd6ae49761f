package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.SnapshotRequest;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.Snapshotter;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;

/** Takes the snapshots that calls request. */
@Singleton
public record SnapshotTaker(SnapshotLocator locator, SnapshotJournal journal, Snapshotter snapshotter)
        implements VolumeOperation<TakeSnapshotRequest, Snapshotted> {
    @Override
    public Snapshotted run(TakeSnapshotRequest request) {
        JournaledImage volume = locator.volume(request.target());
        requireFree(request.name(), volume);
        return snapshotter.run(new SnapshotRequest(
                request.name().inJournal(),
                request.name().uuidFor(volume.journaled().image()),
                volume.handle(),
                request.classSource(),
                null,
                request.dryRun()));
    }

    /** The operation checks this again, without the advice to choose another name, which nobody could follow in Kubernetes. */
    private void requireFree(SnapshotRequestName name, JournaledImage volume) {
        CsiPool pool = volume.pool();
        ImageName image = volume.journaled().image();
        journal.find(pool.session().rbd(), pool.journal(), name.inJournal())
                .filter(snapshot -> !image.equals(snapshot.source()))
                .ifPresent(snapshot -> {
                    throw new RefusedException(
                            Reason.CONFLICT,
                            "the name %s belongs to the snapshot %s of image %s: choose another name, or delete that snapshot"
                                    .formatted(name, snapshot.handle(pool.cluster()), snapshot.source()));
                });
    }
}
