package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a deleted image stays in the trash: 1 minute to 3660 days. */
public record TrashRetention(Duration duration) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})([mhd])");
    private static final Duration MAXIMUM = Duration.ofDays(3660);

    public TrashRetention {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0 || duration.compareTo(MAXIMUM) > 0) {
            throw new InvalidValueException("invalid trashRetention: it must be 1 minute to 3660 days");
        }
    }

    /** Parses a whole number of minutes, hours or days, such as {@code 90m}, {@code 168h} or {@code 7d}. */
    public static TrashRetention parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "invalid trashRetention %s: give minutes, hours or days, such as 90m, 168h or 7d"
                            .formatted(Text.quoted(text)));
        }
        long count = Long.parseLong(matcher.group(1));
        return new TrashRetention(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** Returns the minutes in the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return duration.toMinutes() + "m";
    }
}
