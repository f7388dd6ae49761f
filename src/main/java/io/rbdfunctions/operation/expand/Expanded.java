package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * The answer to an {@link ExpandRequest}.
 *
 * @param before the previous size in bytes
 * @param now the current size in bytes: the requested size, or more if the image was already larger
 * @param resized whether this request grew the image, or would grow it in a dry run
 */
public record Expanded(ImageRef image, long before, Capacity requested, long now, boolean resized, boolean dryRun)
        implements VolumeAnswer {
    /** What the caller probably did not mean. */
    public List<String> warnings() {
        return before <= requested.roundedUp().bytes()
                ? List.of()
                : List.of("the image has %s already, more than the requested %s: images are never shrunk"
                        .formatted(Capacity.quantityOf(before), Capacity.quantityOf(requested.bytes())));
    }

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
