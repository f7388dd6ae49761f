package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** How an image is made, beside its name and size. What is null is left to the cluster's defaults. */
public record ImageLayout(
        ImageFeatures features,
        @Nullable PoolName dataPool,
        @Nullable ObjectSize objectSize,
        @Nullable Striping striping) {

    /** Nothing but format 2: as a class without {@code imageFeatures} has it. */
    public static final ImageLayout PLAIN = new ImageLayout(ImageFeatures.NONE, null, null, null);

    public ImageLayout {
        ObjectSize cutInto = objectSize == null ? ObjectSize.DEFAULT : objectSize;
        if (striping != null && !striping.fits(cutInto)) {
            throw new InvalidValueException("invalid stripeUnit %d: it must divide the object size of %d bytes"
                    .formatted(striping.unit(), cutInto.bytes()));
        }
    }

    public static ImageLayout of(ImageFeatures features) {
        return new ImageLayout(features, null, null, null);
    }
}
