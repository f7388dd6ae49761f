package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.storageclass.ClassSource;

/**
 * A request to delete a snapshot. Volumes that were restored from it are kept.
 *
 * @param dryRun check and read only
 */
public record DeleteSnapshotRequest(SnapshotTarget target, boolean dryRun) implements VolumeRequest<SnapshotDeleted> {
    @Override
    public String verb() {
        return "delete-snapshot";
    }

    @Override
    public ClassSource classSource() {
        return target.classSource();
    }

    @Override
    public OperationSubject subject() {
        return target.subject();
    }
}
