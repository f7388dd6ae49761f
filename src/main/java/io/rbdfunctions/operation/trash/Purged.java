package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.PoolSpec;

/** The answer to a {@link PurgeRequest}. */
public record Purged(Action action, PoolSpec pool, ImageId id) implements VolumeAnswer {
    /** What was done to the image. */
    public enum Action {
        PURGED,
        ALREADY_GONE,
        WOULD_PURGE
    }

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(pool + "/trash/" + id, null);
    }
}
