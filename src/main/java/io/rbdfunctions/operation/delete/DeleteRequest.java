package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete an image.
 *
 * @param volume the volume that the request names, which may still exist; null if it names only the image
 * @param size the capacity of the image's volume; null if unknown. A small image is removed without reading its size.
 */
public record DeleteRequest(
        ImageTarget target,
        @Nullable ObjectName volume,
        DeletionMode deletionMode,
        @Nullable Capacity size,
        boolean dryRun)
        implements ImageRequest<Deleted> {
    /** The same request for another target. */
    public DeleteRequest of(ImageTarget other) {
        return of(other, volume);
    }

    /** The same request for another target and the volume that leads to it. */
    public DeleteRequest of(ImageTarget other, @Nullable ObjectName persistentVolume) {
        return new DeleteRequest(other, persistentVolume, deletionMode, size, dryRun);
    }

    @Override
    public String verb() {
        return "delete";
    }
}
