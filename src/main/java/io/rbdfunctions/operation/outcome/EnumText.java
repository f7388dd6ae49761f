package io.rbdfunctions.operation.outcome;

import java.util.Locale;

/** Text forms of enum constants. */
public final class EnumText {
    private EnumText() {}

    /** Such as {@code no_space}, for labels and logs. */
    public static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code no space}. */
    public static String spaced(Enum<?> value) {
        return label(value).replace('_', ' ');
    }

    /** Such as {@code no-space}, for URNs and event types. */
    public static String dashed(Enum<?> value) {
        return label(value).replace('_', '-');
    }
}
