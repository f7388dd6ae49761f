package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import org.jspecify.annotations.Nullable;

/**
 * A request for a snapshot of a dynamic volume.
 *
 * @param name the name that the journal has for the snapshot: {@code snapshot-<uid of the VolumeSnapshot>}
 * @param uuid of a new snapshot: the uid of the VolumeSnapshot. The answer has another one if the name is reserved already.
 * @param source the handle of the volume
 * @param classSource the parameters of the VolumeSnapshotClass, which needs a {@code clusterID} or a {@code pool}; what it lacks
 *     comes from the handle and the configuration of ceph-csi
 * @param owner null if the snapshot is made for no object of Kubernetes
 * @param dryRun check and read only
 */
public record SnapshotRequest(
        ObjectName name,
        VolumeUuid uuid,
        VolumeHandle source,
        ClassSource classSource,
        @Nullable SnapshotOwner owner,
        boolean dryRun)
        implements VolumeRequest<Snapshotted> {
    @Override
    public String verb() {
        return "snapshot";
    }

    @Override
    public OperationSubject subject() {
        return new OperationSubject(null, null, name.value());
    }
}
