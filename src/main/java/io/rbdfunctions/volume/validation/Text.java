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

    /** Returns the text in double quotes, cut at 80 characters, with escapes as {@link #visible} makes them. */
    public static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().limit(MAX_LENGTH).forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\');
            }
            appendVisible(quoted, point);
        });
        return quoted.append(value.codePointCount(0, value.length()) > MAX_LENGTH ? "\"..." : "\"")
                .toString();
    }

    /**
     * Returns the text with escapes for what is invisible or changes the text around it, such as line breaks and marks for
     * the direction of writing. Letters of all scripts stay as they are.
     */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> appendVisible(visible, point));
        return visible.toString();
    }

    private static void appendVisible(StringBuilder text, int point) {
        if (isVisible(point)) {
            text.appendCodePoint(point);
        } else {
            text.append("\\u{%x}".formatted(point));
        }
    }

    private static boolean isVisible(int point) {
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }
}
