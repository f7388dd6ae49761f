package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
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
 * @param parent {@code pool/image@snapshot} of a clone; otherwise null
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
        @Nullable String parent,
        List<String> watchers,
        List<Snapshot> snapshots,
        Map<String, String> metadata)
        implements VolumeAnswer {
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
