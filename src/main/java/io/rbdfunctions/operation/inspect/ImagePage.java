package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.image.StoredTags;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
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
     * @param size in bytes; null for an image that is being created or removed, and in the trash
     * @param tags which name its volume and its claim
     * @param trashed null for an image that is not in the trash
     */
    public record Entry(
            String image,
            @Nullable Long size,
            StoredTags tags,
            @Nullable InTrash trashed) {
        /** An image without tags. */
        public Entry(String image, @Nullable Long size) {
            this(image, size, StoredTags.NONE, null);
        }

        /** By which the entries are sorted. Images in the trash can have one name. */
        String position() {
            return trashed == null ? image : image + " " + trashed.id();
        }
    }

    /**
     * What the trash knows about an image.
     *
     * @param expiresAt null if it was moved to the trash without an expiry
     */
    public record InTrash(
            String id, Instant deletedAt, @Nullable Instant expiresAt) {
        static InTrash of(TrashedImage image) {
            return new InTrash(image.id(), image.deletedAt(), image.hasStatedExpiry() ? image.expiresAt() : null);
        }
    }

    @Override
    public String actionText() {
        return "listed";
    }
}
