package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of an image: 1 to 2^63 - 2^20 bytes.
 *
 * <p>A size fits an int64 even when it is rounded up to MiB (rule 1.3 of the in-tree plugin): {@code rbd} turns larger
 * sizes into 0 without an error. The in-tree plugin also accepted 0, which is rejected here.
 */
public record Capacity(long bytes) implements Comparable<Capacity> {
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;
    private static final long MAXIMUM = Long.MAX_VALUE - MEBIBYTE + 1;

    /** The grammar of Kubernetes with bounded lengths, since a large exponent would exhaust the memory. */
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?(?:[0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30}))" + "([KMGTPE]i|[numkMGTPE]?|[eE][+-]?[0-9]{1,2})");

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
        Matcher matcher = QUANTITY.matcher(quantity);
        if (!matcher.matches()) {
            throw new InvalidValueException(SizeHints.invalid(quantity));
        }
        return of(quantity, scaled(new BigDecimal(matcher.group(1)), matcher.group(2)));
    }

    /** Computes exactly, unlike the client's {@code Quantity}, which rounds to 16 digits. */
    private static BigDecimal scaled(BigDecimal number, String suffix) {
        if (suffix.endsWith("i")) {
            return number.multiply(BigDecimal.TWO.pow(10 * ("KMGTPE".indexOf(suffix.charAt(0)) + 1)));
        }
        return number.scaleByPowerOfTen(
                suffix.length() > 1
                        ? Integer.parseInt(suffix, 1, suffix.length(), 10)
                        : 3 * ("num kMGTPE".indexOf(suffix.isEmpty() ? " " : suffix) - 3));
    }

    private static Capacity of(String text, BigDecimal amount) {
        BigDecimal bytes = amount.setScale(0, RoundingMode.CEILING);
        if (bytes.signum() <= 0) {
            throw new InvalidValueException("invalid size " + text + ": it must be greater than zero");
        }
        if (bytes.precision() > 19 || bytes.toBigInteger().bitLength() > 63) {
            throw new InvalidValueException("invalid size " + text + ": it is too great, overflows int64");
        }
        return new Capacity(bytes.longValueExact());
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

    /** Rounds up as ceph-csi does: to whole GiB, and sizes below 1 GiB to whole MiB. */
    public Capacity roundedUpToGibibytes() {
        return bytes < GIBIBYTE ? roundedUp() : ofMebibytes(Math.ceilDiv(bytes, GIBIBYTE) * (GIBIBYTE / MEBIBYTE));
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
