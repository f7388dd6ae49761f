package io.rbdfunctions.operation.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The span that a request belongs to, as the W3C's {@code traceparent} tells it.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 * @param isSampled whether the caller records it
 */
public record TraceParent(String traceId, String spanId, boolean isSampled) {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** What the text says; empty where it is absent or not what the standard has it be, as the standard wants. */
    public static Optional<TraceParent> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        boolean isSound = matcher.matches() && (matcher.group(4) == null || !text.startsWith("00"));
        return isSound
                ? Optional.of(new TraceParent(
                        matcher.group(1), matcher.group(2), (Integer.parseInt(matcher.group(3), 16) & 1) == 1))
                : Optional.empty();
    }
}
