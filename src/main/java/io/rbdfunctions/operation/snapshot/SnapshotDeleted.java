package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link SnapshotDeleteRequest}.
 *
 * @param image null if the journal no longer has the snapshot
 */
public record SnapshotDeleted(Action action, @Nullable ImageRef image) implements VolumeAnswer {
    /** What was done. */
    public enum Action {
        /** The snapshot is gone. Its image may still be in the trash, until the last volume restored from it is gone. */
        DELETED,
        ALREADY_GONE,
        WOULD_DELETE
    }

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }

    @Override
    public OperationSubject subject() {
        return image == null ? OperationSubject.NOTHING : OperationSubject.of(image, null);
    }
}
