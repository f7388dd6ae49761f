package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** The properties of a new image besides name and size. Null stands for the default of the cluster. */
public record ImageLayout(
        ImageFeatures features,
        @Nullable PoolName dataPool,
        @Nullable ObjectSize objectSize,
        @Nullable Striping striping) {
    /** The size of the objects of an image in bytes: a power of two from 4 KiB to 32 MiB. */
    public record ObjectSize(long bytes) {
        /** The default of {@code rbd}. */
        public static final ObjectSize DEFAULT = new ObjectSize(4L << 20);

        public ObjectSize {
            if (bytes < 4096 || bytes > 32L << 20 || Long.bitCount(bytes) != 1) {
                throw new InvalidValueException(
                        "invalid objectSize %d: it must be a power of two from 4096 to 33554432 (bytes)"
                                .formatted(bytes));
            }
        }
    }

    /**
     * The striping of an image: units go round-robin over a number of objects.
     *
     * @param unit in bytes, 512 to 32 MiB; must divide the object size
     * @param count the number of objects, 1 to 1024
     */
    public record Striping(long unit, long count) {
        public Striping {
            if (unit < 512 || unit > 32L << 20) {
                throw new InvalidValueException("invalid stripeUnit " + unit + ": it must be 512 to 33554432 (bytes)");
            }
            if (count < 1 || count > 1024) {
                throw new InvalidValueException("invalid stripeCount " + count + ": it must be 1 to 1024");
            }
        }
    }

    /** MAX_OBJECT_MAP_OBJECT_COUNT of librbd's object map. */
    private static final long MAX_MAPPED_OBJECTS = 256_000_000;

    /** The layout of a class without parameters for it. */
    public static final ImageLayout PLAIN = new ImageLayout(ImageFeatures.NONE, null, null, null);

    public ImageLayout {
        ObjectSize effectiveSize = objectSize == null ? ObjectSize.DEFAULT : objectSize;
        if (striping != null && effectiveSize.bytes() % striping.unit() != 0) {
            throw new InvalidValueException("invalid stripeUnit %d: it must divide the object size of %d bytes"
                    .formatted(striping.unit(), effectiveSize.bytes()));
        }
    }

    /** The largest size that an image of this layout can have; null if only Ceph's own limits apply. */
    public @Nullable Capacity largestSize() {
        if (!features.list().contains(ImageFeature.OBJECT_MAP)) {
            return null;
        }
        long bytes = (objectSize == null ? ObjectSize.DEFAULT : objectSize).bytes();
        return new Capacity(Math.multiplyExact(MAX_MAPPED_OBJECTS, bytes));
    }

    public static ImageLayout of(ImageFeatures features) {
        return new ImageLayout(features, null, null, null);
    }
}
