package io.rbdfunctions.operation.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span, as in the {@code traceparent} header of W3C Trace Context.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 * @param isSampled whether the caller records the span
 */
public record TraceParent(String traceId, String spanId, boolean isSampled) {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Parses the header. Returns empty if it is missing or invalid, as the standard requires. */
    public static Optional<TraceParent> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        // Version 00 has no fifth field; later versions may add fields.
        boolean isValid = matcher.matches() && (matcher.group(4) == null || !text.startsWith("00"));
        return isValid
                ? Optional.of(new TraceParent(
                        matcher.group(1), matcher.group(2), (Integer.parseInt(matcher.group(3), 16) & 1) == 1))
                : Optional.empty();
    }
}
