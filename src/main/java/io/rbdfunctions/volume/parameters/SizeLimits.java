package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a class for the size of its volumes.
 *
 * @param minimum null for no limit; not checked on growth
 * @param maximum null for no limit
 * @param possible the largest size that images of the class can have; null for no limit
 */
public record SizeLimits(
        @Nullable Capacity minimum,
        @Nullable Capacity maximum,
        @Nullable Capacity possible) {
    public static final SizeLimits NONE = new SizeLimits(null, null, null);

    private static final String FIELD = "size";

    public SizeLimits {
        if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
            throw new InvalidValueException(
                    "invalid minSize %s: it is more than maxSize %s".formatted(text(minimum), text(maximum)));
        }
    }

    SizeLimits with(@Nullable ImageLayout layout) {
        return new SizeLimits(minimum, maximum, layout == null ? null : layout.largestSize());
    }

    /** Checks the size of a new volume. */
    public void check(Capacity size, Violations violations) {
        if (minimum != null && size.compareTo(minimum) < 0) {
            violations.add(FIELD, "%s is less than %s, the minSize of the class".formatted(text(size), text(minimum)));
        }
        checkGrowth(size, violations);
    }

    /** Checks the new size of a volume. */
    public void checkGrowth(Capacity size, Violations violations) {
        if (maximum != null && size.compareTo(maximum) > 0) {
            violations.add(FIELD, "%s is more than %s, the maxSize of the class".formatted(text(size), text(maximum)));
        }
        if (possible != null && size.compareTo(possible) > 0) {
            violations.add(
                    FIELD,
                    "%s is more than the %s that an image with the feature object-map can have: leave object-map out of"
                                    .formatted(text(size), text(possible))
                            + " imageFeatures or set a larger objectSize");
        }
    }

    private static String text(Capacity size) {
        return Capacity.quantityOf(size.bytes());
    }
}
