package io.rbdfunctions.operation.delete;

import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.ObjectSize;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells which images are removed while the caller waits. Without an object-map rbd deletes every object that the image
 * could have, written or not, so that takes as long as the image is large.
 */
@Singleton
public final class RemovalPolicy {
    private static final String OBJECT_MAP = "object-map";

    private final long mostObjects;
    private final Duration purgeAfter;

    public RemovalPolicy(DeletionConfig config) {
        mostObjects = config.removeInPlaceObjects();
        purgeAfter = config.purgeAfter();
    }

    /** Before anything is asked: by what its volume holds, or because the sweep would not purge an image of its name. */
    boolean isInPlace(ImageRef image, @Nullable Capacity size) {
        return !image.name().isProvisioned()
                || (size != null && size.bytes() / ObjectSize.DEFAULT.bytes() <= mostObjects);
    }

    boolean isInPlace(ImageInfo info) {
        return info.objects() <= mostObjects || info.features().contains(OBJECT_MAP);
    }

    /** How long the others stay in the trash at least. */
    Duration purgeAfter() {
        return purgeAfter;
    }
}
