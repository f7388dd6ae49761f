package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.storageclass.ClassSource;

/** A request for the state of a snapshot. */
public record InspectSnapshotRequest(SnapshotTarget target) implements VolumeRequest<SnapshotReport> {
    @Override
    public String verb() {
        return "info";
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
