package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link DeleteRequest}.
 *
 * @param expiry until when it stays in the trash at least; null when it is not there
 */
public record Deleted(
        Action action, ImageRef image, @Nullable Instant expiry) implements VolumeAnswer {

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, null);
    }

    public Deleted(Action action, ImageRef image) {
        this(action, image, null);
    }

    /** What was done to the image. */
    public enum Action {
        DELETED,
        /** It is in the trash, and can be restored until a sweep purges it. */
        TRASHED,
        ALREADY_GONE,
        WOULD_DELETE
    }
}
