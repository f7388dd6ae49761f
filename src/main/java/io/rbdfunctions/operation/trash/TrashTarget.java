package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An image in the trash.
 *
 * @param id null if the request does not give it
 * @param image the former name; null if the request does not give it
 * @param volume whose image it was; null if the request does not name it
 */
public record TrashTarget(
        @Nullable ImageId id,
        @Nullable ImageName image,
        @Nullable VolumeRef volume) {
    public TrashTarget {
        if (id == null && image == null && volume == null) {
            throw new IllegalArgumentException("nothing names the image");
        }
    }

    public static TrashTarget of(ImageId id) {
        return new TrashTarget(id, null, null);
    }

    /** What the request names, for messages. */
    @Override
    public String toString() {
        return Stream.of(id, image, volume)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .toString();
    }
}
