package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.snapshot.SnapshotFound;
import io.rbdfunctions.operation.snapshot.SnapshotLookupRequest;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotAction;
import io.rbdfunctions.reconcile.snapshot.SnapshotFailures.Attempt;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;

/** Finds a snapshot that existed before its content. ceph-csi cannot, and believes that the snapshot is there. */
@Singleton
record SnapshotLookup(
        VolumeOperations operations,
        SnapshotContents contents,
        SnapshotAccess access,
        SnapshotFailures failures,
        ReconcileEvents events) {
    private static final String FAILED = "SnapshotContentCheckandUpdateFailed";
    private static final String PREFIX = "Failed to check and update snapshot content: ";

    Reconciled run(GenericKubernetesResource content, String handle) {
        return events.reportFailure(
                content, FAILED, PREFIX, () -> failures.record(content, PREFIX, attempt -> find(attempt, handle)));
    }

    private Reconciled find(Attempt attempt, String text) {
        VolumeHandle handle = VolumeHandle.parse(text);
        SnapshotFound found = operations
                .run(new SnapshotLookupRequest(handle, access.toFind(attempt.view(), handle)))
                .orThrow();
        attempt.wrote(contents.patchStatus(attempt.content(), SnapshotStatus.found(attempt.view(), text, found, true)));
        attempt.wrote(contents.unmarkBeingCreated(attempt.content()));
        return SnapshotResult.of(SnapshotAction.FOUND, attempt.view(), found);
    }
}
