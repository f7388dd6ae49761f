package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshots;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;

/** Finds the handles of VolumeSnapshots, whichever driver has taken them. */
@Singleton
record VolumeSnapshotHandles(PersistentVolumes volumes, VolumeSnapshots snapshots, SnapshotContents contents) {
    /** @throws RefusedException if the VolumeSnapshot does not exist or is not ready */
    VolumeHandle find(ObjectKey key) {
        if (!volumes.isServed()) {
            throw new RefusedException(
                    Reason.INVALID, "no cluster is configured to read volumeSnapshot from: send snapshot, the handle");
        }
        VolumeSnapshotView snapshot = snapshots
                .find(key)
                .orElseThrow(
                        () -> new RefusedException(Reason.NOT_FOUND, "VolumeSnapshot %s not found".formatted(key)));
        return snapshot.content()
                .flatMap(contents::find)
                .map(SnapshotContentView::new)
                .filter(content -> content.snapshotUid().equals(snapshot.uid()))
                .flatMap(SnapshotContentView::handle)
                .map(handle -> parsed(handle, key))
                .orElseThrow(() -> new RefusedException(
                        Reason.CONFLICT,
                        "VolumeSnapshot %s is not ready: it has no VolumeSnapshotContent with a snapshotHandle"
                                .formatted(key)));
    }

    private static VolumeHandle parsed(String handle, ObjectKey key) {
        try {
            return VolumeHandle.parse(handle);
        } catch (InvalidValueException invalid) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "VolumeSnapshot %s has the snapshotHandle of another driver: %s"
                            .formatted(key, invalid.getMessage()));
        }
    }
}
