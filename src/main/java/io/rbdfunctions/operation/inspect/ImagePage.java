package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the images of a pool.
 *
 * @param next the value of {@link ListRequest#after()} for the next page; null on the last page
 */
public record ImagePage(
        PoolSpec pool, List<Entry> images, @Nullable String next) implements VolumeAnswer {
    /**
     * One image.
     *
     * @param size in bytes; null for an image that is being created or removed
     */
    public record Entry(String image, @Nullable Long size) {}

    @Override
    public String actionText() {
        return "listed";
    }
}
