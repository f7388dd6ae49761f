package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.request.ImageAnswer;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link DeleteRequest}.
 *
 * @param expiry the earliest time at which the image leaves the trash; null if it is not in the trash
 * @param trashId its id there; null if it is not in the trash
 */
public record Deleted(
        Action action,
        ImageRef image,
        @Nullable Instant expiry,
        @Nullable ImageId trashId) implements ImageAnswer {
    /** What was done to the image. */
    public enum Action {
        DELETED,
        /** The image can be restored until a sweep purges it. */
        TRASHED,
        ALREADY_GONE,
        WOULD_DELETE
    }

    public Deleted(Action action, ImageRef image) {
        this(action, image, null, null);
    }

    /** An image that an earlier request has moved to the trash. */
    public static Deleted earlier(ImageRef image, TrashedImage trashed) {
        return new Deleted(Action.ALREADY_GONE, image, trashed.expiresAt(), new ImageId(trashed.id()));
    }
}
