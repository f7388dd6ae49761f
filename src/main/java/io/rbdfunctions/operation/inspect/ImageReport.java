package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the cluster knows of an image.
 *
 * @param size in bytes
 * @param objects how many objects it is cut into, were all of them written
 * @param objectSize in bytes
 * @param createdAt as rbd writes it; null where rbd says nothing
 * @param parent {@code pool/image@snapshot} of what it was cloned from; null when it was not
 * @param watchers the addresses of the clients that have it open
 * @param metadata its image-meta
 */
public record ImageReport(
        ImageRef image,
        String id,
        long size,
        long objects,
        long objectSize,
        List<String> features,
        @Nullable String dataPool,
        @Nullable String createdAt,
        @Nullable String parent,
        List<String> watchers,
        List<Snapshot> snapshots,
        Map<String, String> metadata)
        implements VolumeAnswer {

    @Override
    public String actionText() {
        return "reported";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, null);
    }

    /**
     * A snapshot of the image.
     *
     * @param size in bytes
     */
    public record Snapshot(String name, long size, boolean isProtected) {}
}
