package io.rbdfunctions.reconcile.snapshot;

import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.operation.snapshot.SnapshotAnswer;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotAction;

/** Builds the results of contents. */
final class SnapshotResult {
    private SnapshotResult() {}

    static Reconciled of(SnapshotAction action, SnapshotContentView content, SnapshotAnswer answer) {
        return of(action, content, answer.image().toString(), answer.size().bytes());
    }

    static Reconciled of(SnapshotAction action, SnapshotContentView content, String image, long bytes) {
        return new Reconciled.SnapshotDone(
                action,
                content.snapshotNamespace() + "/" + content.snapshotName(),
                content.name().value(),
                image,
                bytes);
    }
}
