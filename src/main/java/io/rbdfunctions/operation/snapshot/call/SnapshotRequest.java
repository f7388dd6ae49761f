package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/** A request for an existing snapshot. */
public interface SnapshotRequest<A extends VolumeAnswer> extends VolumeRequest<A> {
    SnapshotTarget target();

    @Override
    default ClassSource classSource() {
        return target().classSource();
    }

    @Override
    default OperationSubject subject() {
        return target().subject();
    }
}
