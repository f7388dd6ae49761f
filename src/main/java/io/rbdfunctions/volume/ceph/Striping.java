package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;

/**
 * The striping of an image: units go round-robin over a number of objects.
 *
 * @param unit in bytes, 512 to 32 MiB; must divide the object size, which {@link ImageLayout} checks
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

    boolean fits(ObjectSize objectSize) {
        return objectSize.bytes() % unit == 0;
    }
}
