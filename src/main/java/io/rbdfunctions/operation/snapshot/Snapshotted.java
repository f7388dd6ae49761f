package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.time.Instant;

/**
 * The answer to a {@link SnapshotRequest}.
 *
 * @param handle of the snapshot; has the form of a volume's handle
 * @param createdAt of a dry run: the current time, unless the snapshot is there
 * @param ready whether volumes can be restored from the snapshot
 */
public record Snapshotted(
        Action action, ImageRef image, VolumeHandle handle, Instant createdAt, Capacity size, boolean ready)
        implements SnapshotAnswer {
    /** What was done. */
    public enum Action {
        CREATED,
        ALREADY_THERE,
        WOULD_CREATE
    }

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }
}
