package io.rbdfunctions.volume.validation;

import java.util.regex.Pattern;

/** Checks on text that comes from outside, and a spelling of such text that is safe to show. */
public final class Text {
    private static final int SHOWN = 80;

    private Text() {}

    public static String require(String what, String value, Pattern allowed, String rule) {
        if (!allowed.matcher(value).matches()) {
            throw new InvalidValueException("invalid %s %s: %s".formatted(what, quoted(value), rule));
        }
        return value;
    }

    /** The text in double quotes, cut at 80 characters, everything but printable ASCII as an escape. */
    public static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().limit(SHOWN).forEach(point -> appendEscaped(quoted, point));
        return quoted.append(value.codePointCount(0, value.length()) > SHOWN ? "\"..." : "\"")
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
