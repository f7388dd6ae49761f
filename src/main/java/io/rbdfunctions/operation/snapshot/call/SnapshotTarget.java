package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.csi.VolumeHandle;
import org.jspecify.annotations.Nullable;

/**
 * An existing snapshot. It has either a handle or a name.
 *
 * @param classSource the class that leads to the cluster, and of a name to the pool of the snapshot
 * @param volume the volume that it must be taken of; null if the request does not say
 */
public record SnapshotTarget(
        ClassSource classSource,
        @Nullable VolumeHandle handle,
        @Nullable SnapshotRequestName name,
        @Nullable ImageTarget volume) {
    public SnapshotTarget {
        if ((handle == null) == (name == null)) {
            throw new IllegalArgumentException("either a handle or a name");
        }
    }

    /** The same snapshot, with the image of its volume. */
    public SnapshotTarget of(ImageTarget found) {
        return new SnapshotTarget(found.classSource(), handle, name, found);
    }

    public OperationSubject subject() {
        return new OperationSubject(null, null, handle == null ? String.valueOf(name) : handle.toString());
    }

    @Override
    public String toString() {
        return "snapshot " + (handle == null ? name : handle);
    }
}
