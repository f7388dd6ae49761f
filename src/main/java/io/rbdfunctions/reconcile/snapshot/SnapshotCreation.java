package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.snapshot.SnapshotOwner;
import io.rbdfunctions.operation.snapshot.SnapshotRequest;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotAction;
import io.rbdfunctions.reconcile.snapshot.SnapshotFailures.Attempt;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.Text;
import jakarta.inject.Singleton;

/** Takes the snapshot of a content, in the order of csi-snapshotter, or finishes what an earlier attempt began. */
@Singleton
record SnapshotCreation(
        VolumeOperations operations,
        SnapshotContents contents,
        SnapshotAccess access,
        SnapshotFailures failures,
        ReconcileEvents events) {
    private static final String FAILED = "SnapshotCreationFailed";
    private static final String PREFIX = "Failed to create snapshot: ";

    Reconciled run(GenericKubernetesResource content, String volumeHandle) {
        return events.reportFailure(
                content,
                FAILED,
                PREFIX,
                () -> failures.record(content, PREFIX, attempt -> create(attempt, volumeHandle)));
    }

    private Reconciled create(Attempt attempt, String volumeHandle) {
        SnapshotRequest request = request(attempt.view(), volumeHandle);
        attempt.wrote(contents.markBeingCreated(attempt.content()));
        Snapshotted snapshot = operations.run(request).orThrow();
        attempt.wrote(contents.patchStatus(
                attempt.content(),
                SnapshotStatus.found(attempt.view(), snapshot.handle().toString(), snapshot, snapshot.ready())));
        attempt.wrote(contents.unmarkBeingCreated(attempt.content()));
        return snapshot.ready()
                ? SnapshotResult.of(SnapshotAction.CREATED, attempt.view(), snapshot)
                : new Reconciled.Failed(
                        attempt.view().name().value(),
                        new Refusal(Reason.IN_USE, "the snapshot is taken, but not ready yet"),
                        true);
    }

    private SnapshotRequest request(SnapshotContentView content, String volumeHandle) {
        VolumeHandle volume = volume(volumeHandle);
        Uid uid = uid(content);
        return new SnapshotRequest(
                new ObjectName("snapshot-" + uid),
                VolumeUuid.of(uid),
                volume,
                access.toTake(content, volume),
                new SnapshotOwner(
                        new ObjectName(content.snapshotName()),
                        new ObjectName(content.snapshotNamespace()),
                        content.name()),
                false);
    }

    private static Uid uid(SnapshotContentView content) {
        if (content.snapshotUid().isEmpty()) {
            throw new RefusedException(Reason.INVALID, "spec.volumeSnapshotRef has no uid");
        }
        return new Uid(content.snapshotUid());
    }

    private static VolumeHandle volume(String handle) {
        if (!VolumeHandle.isOne(handle)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "volume %s is no dynamic volume of ceph-csi, and only those have snapshots: convert it first (function"
                                    .formatted(Text.quoted(handle))
                            + " convert with \"dynamic\":true)");
        }
        return VolumeHandle.parse(handle);
    }
}
