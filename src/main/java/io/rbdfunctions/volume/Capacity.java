package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;

/**
 * The size of an image: 1 to 2^63 - 2^20 bytes.
 *
 * <p>A size fits an int64 even when it is rounded up to MiB (rule 1.3 of the in-tree plugin): {@code rbd} turns larger
 * sizes into 0 without an error. The in-tree plugin also accepted 0, which is rejected here.
 */
public record Capacity(long bytes) implements Comparable<Capacity> {
    private static final long MEBIBYTE = 1L << 20;
    private static final long MAXIMUM = Long.MAX_VALUE - MEBIBYTE + 1;

    public Capacity {
        if (bytes <= 0) {
            throw new InvalidValueException("invalid size " + bytes + ": it must be greater than zero");
        }
        if (bytes > MAXIMUM) {
            throw new InvalidValueException("invalid size " + bytes + ": it must be at most " + MAXIMUM + " bytes");
        }
    }

    /**
     * Parses a Kubernetes quantity, such as {@code 1536Mi}. Rounds fractions of a byte up.
     *
     * @throws InvalidValueException if the text is not a quantity, or the size is out of range
     */
    public static Capacity parse(String quantity) {
        return QuantityText.capacity(quantity);
    }

    public static Capacity ofMebibytes(long mebibytes) {
        if (mebibytes <= 0) {
            throw new InvalidValueException("invalid size " + mebibytes + "Mi: it must be greater than zero");
        }
        if (mebibytes > MAXIMUM / MEBIBYTE) {
            throw new InvalidValueException(
                    "invalid size " + mebibytes + "Mi: it must be at most " + MAXIMUM + " bytes");
        }
        return new Capacity(mebibytes * MEBIBYTE);
    }

    /**
     * Rounds down to whole MiB.
     *
     * @param bytes at least 1 MiB
     */
    public static Capacity within(long bytes) {
        return ofMebibytes(Math.min(bytes, MAXIMUM) / MEBIBYTE);
    }

    /** The size in MiB, rounded up. */
    public long mebibytes() {
        return Math.ceilDiv(bytes, MEBIBYTE);
    }

    /** Rounds up to whole MiB. */
    public Capacity roundedUp() {
        return ofMebibytes(mebibytes());
    }

    /** The size as a quantity in whole MiB, rounded up, such as {@code 1536Mi} (rule P22). */
    public String quantity() {
        return mebibytes() + "Mi";
    }

    /** Formats a number of bytes as an exact quantity: in Mi if that is a whole number, otherwise in bytes. */
    public static String quantityOf(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "Mi" : Long.toString(bytes);
    }

    @Override
    public int compareTo(Capacity other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return quantity();
    }
}
