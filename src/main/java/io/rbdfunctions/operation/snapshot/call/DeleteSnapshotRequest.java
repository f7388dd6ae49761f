package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.operation.snapshot.SnapshotDeleted;

/**
 * A request to delete a snapshot. Volumes that were restored from it are kept.
 *
 * @param dryRun check and read only
 */
public record DeleteSnapshotRequest(SnapshotTarget target, boolean dryRun) implements SnapshotRequest<SnapshotDeleted> {
    @Override
    public String verb() {
        return "delete-snapshot";
    }
}
