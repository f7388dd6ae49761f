package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses Kubernetes quantities of storage, such as {@code 1536Mi}, {@code 1.5Gi}, {@code 1e9} or {@code 1073741824}.
 */
final class QuantityText {
    /** The grammar of Kubernetes with bounded lengths, since a large exponent would exhaust the memory. */
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?(?:[0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30}))" + "([KMGTPE]i|[numkMGTPE]?|[eE][+-]?[0-9]{1,2})");

    private QuantityText() {}

    static Capacity capacity(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches()) {
            throw new InvalidValueException(
                    "invalid size: give a Kubernetes quantity such as 1Gi, 1536Mi or 1073741824");
        }
        return capacity(text, scaled(new BigDecimal(quantity.group(1)), quantity.group(2)));
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

    private static Capacity capacity(String text, BigDecimal amount) {
        BigDecimal bytes = amount.setScale(0, RoundingMode.CEILING);
        if (bytes.signum() <= 0) {
            throw new InvalidValueException("invalid size " + text + ": it must be greater than zero");
        }
        if (bytes.precision() > 19 || bytes.toBigInteger().bitLength() > 63) {
            throw new InvalidValueException("invalid size " + text + ": it is too great, overflows int64");
        }
        return new Capacity(bytes.longValueExact());
    }
}
