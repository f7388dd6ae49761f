package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;

/**
 * What became of an {@link ExpandRequest}.
 *
 * @param before the image's size before, in bytes
 * @param now the image's size now, in bytes: the size asked, or more where the image was larger already
 * @param resized whether this request grew it (or would, in a dry run)
 */
public record Expanded(ImageRef image, long before, Capacity asked, long now, boolean resized, boolean dryRun)
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
