package io.rbdfunctions.status;

import java.util.Locale;

/** Sizes for people. */
public final class SizeText {
    private static final String UNITS = "KMGTPE";
    /** From here on, sizes are shown without a fraction. */
    private static final double LARGE = 10;

    private SizeText() {}

    /** The size in the largest unit of which it has one, such as {@code 1.5 TiB}. */
    public static String of(long bytes) {
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        boolean isWhole = size >= LARGE || size == Math.rint(size);
        String number = isWhole ? Long.toString(Math.round(size)) : String.format(Locale.ROOT, "%.1f", size);
        return unit < 0 ? number + " B" : "%s %ciB".formatted(number, UNITS.charAt(unit));
    }
}
