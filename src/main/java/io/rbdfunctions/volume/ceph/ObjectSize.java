package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;

/** The size of the objects of an image in bytes: a power of two from 4 KiB to 32 MiB. */
public record ObjectSize(long bytes) {
    /** The default of {@code rbd}. */
    public static final ObjectSize DEFAULT = new ObjectSize(4L << 20);

    public ObjectSize {
        if (bytes < 4096 || bytes > 32L << 20 || Long.bitCount(bytes) != 1) {
            throw new InvalidValueException(
                    "invalid objectSize %d: it must be a power of two from 4096 to 33554432 (bytes)".formatted(bytes));
        }
    }
}
