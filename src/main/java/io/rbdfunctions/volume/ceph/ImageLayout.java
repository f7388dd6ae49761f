package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** The properties of a new image besides name and size. Null stands for the default of the cluster. */
public record ImageLayout(
        ImageFeatures features,
        @Nullable PoolName dataPool,
        @Nullable ObjectSize objectSize,
        @Nullable Striping striping) {

    /** The layout of a class without parameters for it. */
    public static final ImageLayout PLAIN = new ImageLayout(ImageFeatures.NONE, null, null, null);

    public ImageLayout {
        ObjectSize effectiveSize = objectSize == null ? ObjectSize.DEFAULT : objectSize;
        if (striping != null && !striping.fits(effectiveSize)) {
            throw new InvalidValueException("invalid stripeUnit %d: it must divide the object size of %d bytes"
                    .formatted(striping.unit(), effectiveSize.bytes()));
        }
    }

    public static ImageLayout of(ImageFeatures features) {
        return new ImageLayout(features, null, null, null);
    }
}
