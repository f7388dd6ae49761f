package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a pool's images.
 *
 * @param next what to ask for as {@link ListRequest#after()} to get the next page; null on the last
 */
public record ImagePage(
        PoolName pool, List<Entry> images, @Nullable String next) implements VolumeAnswer {

    @Override
    public String actionText() {
        return "listed";
    }

    /**
     * One image.
     *
     * @param size in bytes; null for an image that is half made or half removed
     */
    public record Entry(String image, @Nullable Long size) {}
}
