package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageId;
import java.util.Optional;

/**
 * A request to delete an image in the trash permanently.
 *
 * @param target has an id when the operation runs
 * @param force whether to delete it before its expiry
 */
public record PurgeRequest(TrashTarget target, ClassSource classSource, boolean force, boolean dryRun)
        implements VolumeRequest<Purged> {
    public PurgeRequest(ImageId id, ClassSource classSource, boolean force, boolean dryRun) {
        this(TrashTarget.of(id), classSource, force, dryRun);
    }

    /** The same request for an image that was found. */
    public PurgeRequest of(ImageId id) {
        return new PurgeRequest(id, classSource, force, dryRun);
    }

    /**
     * The id of the image.
     *
     * @throws IllegalStateException if the image has not been found yet
     */
    public ImageId id() {
        return Optional.ofNullable(target.id())
                .orElseThrow(() -> new IllegalStateException("the image has not been found"));
    }

    @Override
    public String verb() {
        return "purge";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(
                null, target.volume() == null ? null : target.volume().name(), target.image());
    }
}
