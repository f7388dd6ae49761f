package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;

/** Checks by the journal whose snapshot it is. */
@Singleton
record SnapshotCheck(VolumeJournal volumes, SnapshotJournal snapshots) {
    /** @throws RefusedException if the snapshot does not exist, or is one of another volume */
    void requireOf(RollbackTarget target, VolumeHandle handle) {
        Session session = target.session().rbd();
        JournaledVolume snapshot = volumes.locate(session, target.volume().location(), handle)
                .flatMap(location -> snapshots.read(session, location, handle.uuid()))
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "snapshot %s not found: the journal does not have it".formatted(handle)));
        if (!target.image().name().equals(snapshot.source())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "snapshot %s is one of rbd image %s, not of %s: a volume goes back to its own snapshots only; restore others to a new volume"
                            .formatted(handle, snapshot.source(), target.image().name()));
        }
    }
}
