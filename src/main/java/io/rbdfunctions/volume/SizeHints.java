package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells people what the text of a size probably should have been. */
public final class SizeHints {
    private static final long MEBIBYTE = 1L << 20;

    /** A number with the unit that it has in other programs, such as {@code 10GB} and {@code 10gib}. */
    private static final Pattern OTHER_UNIT = Pattern.compile("([0-9.]{1,30})(([KMGTPEkmgtpe])([iI]?)[bB]?)");

    private static final Pattern NUMBER_AND_SUFFIX = Pattern.compile("([0-9.]{1,61})(.*)");

    /** Kubernetes reads {@code 500m} as half a byte. */
    private static final Set<String> FRACTIONS = Set.of("m", "u", "n");

    private SizeHints() {}

    /** What to say about a text that is not a quantity. */
    static String invalid(String text) {
        String invalid = "invalid size " + Text.quoted(text);
        Matcher other = OTHER_UNIT.matcher(text);
        if (!other.matches()) {
            return invalid + ": give a Kubernetes quantity such as 1Gi, 1536Mi or 1073741824";
        }
        String prefix = other.group(3).toUpperCase(Locale.ROOT);
        String binary = other.group(1) + prefix + "i";
        String decimal = other.group(1) + (prefix.equals("K") ? "k" : prefix);
        return "%s: %s is not a unit: give %s"
                .formatted(invalid, other.group(2), other.group(4).isEmpty() ? decimal + " or " + binary : binary);
    }

    /**
     * What the sender of a valid size should look at: sizes that are probably not meant.
     *
     * @param text the size as it was sent
     */
    public static List<String> warnings(String text, Capacity size) {
        Matcher parts = NUMBER_AND_SUFFIX.matcher(text);
        if (!parts.matches()) {
            return List.of();
        }
        String suffix = parts.group(2);
        boolean isFraction = FRACTIONS.contains(suffix);
        boolean isSmall = size.bytes() < MEBIBYTE;
        if (!isFraction && !isSmall) {
            return List.of();
        }
        String said = suffix.isEmpty() ? bytes(size) : "%s is %s".formatted(text, bytes(size));
        String meant = suffix.isEmpty() ? "Gi" : isFraction ? "Mi" : "";
        return List.of(said
                + (isSmall ? ", rounded up to 1Mi" : "")
                + (meant.isEmpty() ? "" : ": did you mean %s%s?".formatted(parts.group(1), meant)));
    }

    private static String bytes(Capacity size) {
        return size.bytes() == 1 ? "1 byte" : size.bytes() + " bytes";
    }
}
