package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;

/**
 * A size that an image can be asked to have: 1 byte to 2^63 - 2^20 bytes.
 *
 * <p>{@code rbd} makes an image of 0 bytes of {@code --size 17592186044416} (2^44 MiB) without an error, so what does
 * not fit a signed 64 bit number of bytes, once rounded up to MiB, does not exist here (section 1.3 of the in-tree
 * rules: "is too great, overflows int64"). Nor does a size of 0, which the in-tree plugin let pass.
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

    /** Reads a Kubernetes quantity, fractions of a byte rounded up. */
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

    /** The largest capacity of whole MiB that fits into so many bytes, which are a MiB or more. */
    public static Capacity within(long bytes) {
        return ofMebibytes(Math.min(bytes, MAXIMUM) / MEBIBYTE);
    }

    /** The size in whole MiB, rounded up: what {@code rbd --size} is given and what a volume is said to hold. */
    public long mebibytes() {
        return Math.ceilDiv(bytes, MEBIBYTE);
    }

    /** This size rounded up to whole MiB. */
    public Capacity roundedUp() {
        return ofMebibytes(mebibytes());
    }

    /** The size, rounded up, as a Kubernetes quantity: {@code 1536Mi} (rule P22). */
    public String quantity() {
        return mebibytes() + "Mi";
    }

    /** A number of bytes as a Kubernetes quantity, exactly: in Mi where that is whole, else in bytes. */
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
