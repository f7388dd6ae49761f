package io.rbdfunctions.operation.delete;

import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.ObjectSize;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides which images are removed during the request. Without an object map rbd deletes every object that the image could
 * have, so that the time is proportional to the size of the image.
 */
@Singleton
public final class RemovalPolicy {
    private static final String OBJECT_MAP = "object-map";

    private final long maxObjects;
    private final Duration purgeAfter;

    public RemovalPolicy(DeletionConfig config) {
        maxObjects = config.removeInPlaceObjects();
        purgeAfter = config.purgeAfter();
    }

    /**
     * Whether the image is known to be small, or has a name that the sweep would not purge from the trash.
     *
     * @param size the capacity of its volume; null if unknown
     */
    boolean isQuick(ImageRef image, @Nullable Capacity size) {
        return !image.name().isProvisioned()
                || (size != null && size.bytes() / ObjectSize.DEFAULT.bytes() <= maxObjects);
    }

    boolean isQuick(ImageInfo info) {
        return info.objects() <= maxObjects || info.features().contains(OBJECT_MAP);
    }

    /** The minimum time that other images stay in the trash. */
    Duration purgeAfter() {
        return purgeAfter;
    }
}
