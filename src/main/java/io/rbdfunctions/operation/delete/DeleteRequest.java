package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An image that is no longer wanted.
 *
 * @param volume the one that named the image, which may still be over it; null where none did
 * @param size what the volume over it holds, where that is known: of a small one nothing is asked beforehand; else null
 */
public record DeleteRequest(
        ImageTarget target,
        @Nullable ObjectName volume,
        DeletionMode deletionMode,
        @Nullable Capacity size,
        boolean dryRun)
        implements VolumeRequest<Deleted> {

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public ClassSource classSource() {
        return target.classSource();
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.image(target.image());
    }

    public DeleteRequest(ImageTarget target, DeletionMode deletionMode, @Nullable Capacity size, boolean dryRun) {
        this(target, null, deletionMode, size, dryRun);
    }

    public DeleteRequest(ImageTarget target, boolean dryRun) {
        this(target, new DeletionMode.ByClass(), null, dryRun);
    }
}
