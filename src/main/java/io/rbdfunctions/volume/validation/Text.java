package io.rbdfunctions.volume.validation;

import java.util.regex.Pattern;

/** Checks untrusted text and quotes it for messages. */
public final class Text {
    private static final int MAX_LENGTH = 80;

    private Text() {}

    /**
     * Returns the value.
     *
     * @throws InvalidValueException if the value does not match the pattern
     */
    public static String require(String what, String value, Pattern allowed, String rule) {
        if (!allowed.matcher(value).matches()) {
            throw new InvalidValueException("invalid %s %s: %s".formatted(what, quoted(value), rule));
        }
        return value;
    }

    /** Returns the text in double quotes, cut at 80 characters, with escapes for all but printable ASCII. */
    public static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().limit(MAX_LENGTH).forEach(point -> appendEscaped(quoted, point));
        return quoted.append(value.codePointCount(0, value.length()) > MAX_LENGTH ? "\"..." : "\"")
                .toString();
    }

    private static void appendEscaped(StringBuilder quoted, int point) {
        if (point == '"' || point == '\\') {
            quoted.append('\\').appendCodePoint(point);
        } else if (point < ' ' || point > '~') {
            quoted.append("\\u{%x}".formatted(point));
        } else {
            quoted.appendCodePoint(point);
        }
    }
}
