package io.rbdfunctions.function.reply;

import java.util.Locale;

/** Sizes as people read them. */
public final class BinarySize {
    private static final String UNITS = "KMGTPE";
    private static final int STEP = 1024;
    /** From here on a fraction tells nothing more. */
    private static final double LARGE = 10;

    private BinarySize() {}

    /** Such as {@code 1.5 TiB}; whole numbers have no fraction. */
    public static String words(long bytes) {
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
