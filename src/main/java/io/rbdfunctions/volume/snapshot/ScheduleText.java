package io.rbdfunctions.volume.snapshot;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/**
 * A schedule of snapshots as it is written: the five fields of cron, of at most 200 characters, or {@code none}. Whether each field
 * is one of cron is known when the times are computed.
 */
public record ScheduleText(String text) {
    private static final String NONE = "none";
    private static final String FIELD = "[0-9A-Za-z*,/-]+";
    private static final Pattern FIELDS = Pattern.compile(" *" + FIELD + "( +" + FIELD + "){4} *");
    private static final int MAX_LENGTH = 200;

    public ScheduleText {
        if (!text.equals(NONE)
                && (text.length() > MAX_LENGTH || !FIELDS.matcher(text).matches())) {
            throw invalid(text, "it does not have five fields");
        }
    }

    /** Whether no snapshots are wanted. */
    public boolean isNone() {
        return text.equals(NONE);
    }

    /** The failure of a schedule that has five fields, too. */
    public InvalidValueException invalid(String reason) {
        return invalid(text, reason);
    }

    private static InvalidValueException invalid(String text, String reason) {
        return new InvalidValueException(
                "invalid snapshot schedule %s: %s; give minute, hour, day of month, month and day of week in UTC, such as \"0 3 * * *\", or none"
                        .formatted(Text.quoted(text), reason));
    }

    @Override
    public String toString() {
        return text;
    }
}
