package io.rbdfunctions.volume.snapshot;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many snapshots of a schedule are kept. One that is beyond the count or older than the age is removed.
 *
 * @param count 1 to 400; null for any number
 * @param age 1 minute to 3660 days; null for any age
 */
public record SnapshotRetention(
        @Nullable Integer count, @Nullable Duration age) {
    /** For schedules that say nothing. */
    public static final SnapshotRetention DEFAULT = new SnapshotRetention(7, null);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})|(?:([0-9]{1,4}),)?([0-9]{1,7})([mhd])");

    /** Fewer than Ceph and its kernel client allow for one image. */
    private static final int MAX_COUNT = 400;

    private static final Duration MIN_AGE = Duration.ofMinutes(1);
    private static final Duration MAX_AGE = Duration.ofDays(3660);

    public SnapshotRetention {
        if (count != null && (count < 1 || count > MAX_COUNT)) {
            throw new InvalidValueException(
                    "invalid number %d of snapshots: 1 to %d can be kept".formatted(count, MAX_COUNT));
        }
        if (age != null && (age.compareTo(MIN_AGE) < 0 || age.compareTo(MAX_AGE) > 0)) {
            throw new InvalidValueException("invalid age of snapshots: it must be 1 minute to 3660 days");
        }
    }

    /** Parses a number, an age in whole minutes, hours or days, or both: {@code 7}, {@code 30d} or {@code 7,30d}. */
    public static SnapshotRetention parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "invalid number or age %s of snapshots: give a number, an age in minutes, hours or days, or both, such as 7, 30d or 7,30d"
                            .formatted(Text.quoted(text)));
        }
        String count = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new SnapshotRetention(
                count == null ? null : Integer.valueOf(count),
                matcher.group(3) == null ? null : duration(Long.parseLong(matcher.group(3)), matcher.group(4)));
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
