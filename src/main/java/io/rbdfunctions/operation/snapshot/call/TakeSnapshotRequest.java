package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.snapshot.Snapshotted;

/**
 * A request for a snapshot of a dynamic volume. A repeated request finds the snapshot by its name.
 *
 * @param target the image of the volume; its class may set a {@code snapshotNamePrefix}
 * @param dryRun check and read only
 */
public record TakeSnapshotRequest(ImageTarget target, SnapshotRequestName name, boolean dryRun)
        implements ImageRequest<Snapshotted> {
    /** The same request for another target. */
    public TakeSnapshotRequest of(ImageTarget other) {
        return new TakeSnapshotRequest(other, name, dryRun);
    }

    @Override
    public String verb() {
        return "snapshot";
    }
}
