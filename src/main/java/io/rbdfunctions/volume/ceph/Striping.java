package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;

/**
 * How an image's data is spread: pieces of {@code unit} bytes go round over {@code count} objects. The unit is at least
 * 512 bytes and divides the object size; the count is 1 to 1024.
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
