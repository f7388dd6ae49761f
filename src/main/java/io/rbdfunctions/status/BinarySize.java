package io.rbdfunctions.status;

import java.util.Locale;

/** Formats sizes for humans. */
public final class BinarySize {
    private static final String UNITS = "KMGTPE";
    private static final int STEP = 1024;
    /** From here on, without a fraction. */
    private static final double LARGE = 10;

    private BinarySize() {}

    /** For example {@code 1.5 TiB}. */
    public static String format(long bytes) {
        double size = bytes;
        int unit = -1;
        while (size >= STEP && unit < UNITS.length() - 1) {
            size /= STEP;
            unit++;
        }
        boolean isWhole = size >= LARGE || size == Math.rint(size);
        String number = isWhole ? Long.toString(Math.round(size)) : String.format(Locale.ROOT, "%.1f", size);
        return unit < 0 ? number + " B" : "%s %ciB".formatted(number, UNITS.charAt(unit));
    }
}
