package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.csi.VolumeHandle;

/**
 * A request to find an existing snapshot, refused with {@code NOT_FOUND} if the cluster does not have it.
 *
 * @param handle of the snapshot
 * @param classSource as of a {@link SnapshotRequest}
 */
public record SnapshotLookupRequest(VolumeHandle handle, ClassSource classSource)
        implements VolumeRequest<SnapshotFound> {
    @Override
    public String verb() {
        return "find-snapshot";
    }

    @Override
    public OperationSubject subject() {
        return new OperationSubject(null, null, handle.toString());
    }
}
