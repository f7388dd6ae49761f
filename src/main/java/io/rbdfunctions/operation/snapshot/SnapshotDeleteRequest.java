package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.csi.VolumeHandle;

/**
 * A request to delete a snapshot. Volumes that were restored from it are kept.
 *
 * @param handle of the snapshot
 * @param classSource as of a {@link SnapshotRequest}
 * @param dryRun check and read only
 */
public record SnapshotDeleteRequest(VolumeHandle handle, ClassSource classSource, boolean dryRun)
        implements VolumeRequest<SnapshotDeleted> {
    @Override
    public String verb() {
        return "delete-snapshot";
    }

    @Override
    public OperationSubject subject() {
        return new OperationSubject(null, null, handle.toString());
    }
}
