package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;

/**
 * The answer to an {@link ExpandRequest}.
 *
 * @param before the previous size in bytes
 * @param now the current size in bytes: the requested size, or more if the image was already larger
 * @param resized whether this request grew the image, or would grow it in a dry run
 */
public record Expanded(ImageRef image, long before, Capacity requested, long now, boolean resized, boolean dryRun)
        implements VolumeAnswer {
    @Override
    public String actionText() {
        if (!resized) {
            return "large enough";
        }
        return dryRun ? "would resize" : "resized";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, null);
    }
}
