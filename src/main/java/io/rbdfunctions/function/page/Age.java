package io.rbdfunctions.function.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time, and how long ago it was or how soon it will be.
 *
 * @param time in ISO 8601, to the second
 * @param text such as {@code 5 min ago} or {@code in 6 d}
 */
record Age(String time, String text) {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Null if the time is. */
    static @Nullable Age of(@Nullable Instant time, Instant now) {
        if (time == null) {
            return null;
        }
        Duration past = Duration.between(time, now);
        String amount = amount(past.abs().toSeconds());
        return new Age(
                time.truncatedTo(ChronoUnit.SECONDS).toString(), past.isNegative() ? "in " + amount : amount + " ago");
    }

    /** From two of a unit on, the smaller one is left out. */
    private static String amount(long seconds) {
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
