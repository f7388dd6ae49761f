package io.rbdfunctions.volume.placement;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/**
 * The part of a pool that may be in use before no new volumes are placed there.
 *
 * @param value more than 0, at most 1
 */
public record FullRatio(double value) {
    /** Ceph warns from here on ({@code mon_osd_nearfull_ratio}). */
    public static final FullRatio DEFAULT = new FullRatio(0.85);

    private static final Pattern FORM = Pattern.compile("0?\\.[0-9]{1,6}|[01]");

    public FullRatio {
        if (!(value > 0 && value <= 1)) {
            throw new InvalidValueException("invalid fullRatio %s: use more than 0 and at most 1".formatted(value));
        }
    }

    /**
     * Reads the value of the class parameter.
     *
     * @throws InvalidValueException if the text is no such number
     */
    public static FullRatio parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValueException(
                    "invalid fullRatio %s: use a number such as 0.85".formatted(Text.quoted(text)));
        }
        return new FullRatio(Double.parseDouble(text));
    }
}
