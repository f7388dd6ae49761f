package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/**
 * An image in the trash that is to be deleted for good.
 *
 * @param force whether it is deleted though it is to be kept for longer
 */
public record PurgeRequest(TrashId id, ClassSource classSource, boolean force, boolean dryRun)
        implements VolumeRequest<Purged> {

    @Override
    public String verb() {
        return "purge";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.NOTHING;
    }
}
