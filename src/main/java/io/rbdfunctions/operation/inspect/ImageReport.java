package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of an image.
 *
 * @param size in bytes
 * @param objects the number of objects of a fully written image
 * @param objectSize in bytes
 * @param createdAt to the second; null if rbd does not report it
 * @param parent of a clone; otherwise null
 * @param children the clones of the image
 * @param watchers the addresses of the clients that have the image open
 * @param metadata its image-meta entries
 */
public record ImageReport(
        ImageRef image,
        String id,
        long size,
        long objects,
        long objectSize,
        List<String> features,
        @Nullable String dataPool,
        @Nullable Instant createdAt,
        @Nullable Link parent,
        List<Link> children,
        List<String> watchers,
        List<Snapshot> snapshots,
        Map<String, String> metadata)
        implements VolumeAnswer {
    /**
     * The parent or a clone of the image.
     *
     * @param name {@code pool/image} of a clone, {@code pool/image@snapshot} of the parent
     */
    public record Link(String name, boolean isInTrash) {
        static Link ofParent(Parent parent) {
            return new Link(parent.toString(), parent.image().isInTrash());
        }

        static Link ofClone(LinkedImage clone) {
            return new Link(clone.toString(), clone.isInTrash());
        }
    }

    /**
     * A snapshot of the image.
     *
     * @param size in bytes
     */
    public record Snapshot(String name, long size, boolean isProtected) {}

    @Override
    public String actionText() {
        return "reported";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, null);
    }
}
