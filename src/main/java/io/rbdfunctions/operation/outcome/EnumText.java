package io.rbdfunctions.operation.outcome;

import java.util.Locale;

/** How the names of enums are written for people and machines. */
public final class EnumText {
    private EnumText() {}

    /** As in {@code no_space}: a label, or a word in a log. */
    public static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code no space}. */
    public static String spaced(Enum<?> value) {
        return label(value).replace('_', ' ');
    }

    /** As in {@code no-space}: a part of a URN, or of an event. */
    public static String dashed(Enum<?> value) {
        return label(value).replace('_', '-');
    }
}
