package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.snapshot.SnapshotDeleteRequest;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotAction;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;

/** Deletes the snapshot of a content, then clears its status, and removes the finalizer last. */
@Singleton
record SnapshotDeletion(
        VolumeOperations operations, SnapshotContents contents, SnapshotAccess access, ReconcileEvents events) {
    private static final String FAILED = "SnapshotDeleteError";
    private static final String PREFIX = "Failed to delete snapshot: ";

    Reconciled run(GenericKubernetesResource content, String handle) {
        return events.reportFailure(content, FAILED, PREFIX, () -> delete(content, VolumeHandle.parse(handle)));
    }

    private Reconciled delete(GenericKubernetesResource content, VolumeHandle handle) {
        SnapshotContentView view = new SnapshotContentView(content);
        SnapshotDeleted deleted = operations
                .run(new SnapshotDeleteRequest(handle, access.toDelete(view, handle), false))
                .orThrow();
        GenericKubernetesResource cleared = contents.patchStatus(content, SnapshotStatus.deleted(view));
        contents.dropFinalizer(cleared);
        String image = deleted.image() == null ? "" : deleted.image().toString();
        return SnapshotResult.of(SnapshotAction.DELETED, view, image, 0);
    }
}
