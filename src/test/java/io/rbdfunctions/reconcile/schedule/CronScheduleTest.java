package io.rbdfunctions.reconcile.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.snapshot.ScheduleText;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "0 3 * * *, 2026-11-30T15:04:29Z, 2026-11-30T03:00:00Z",
        // At the minute itself, and just before.
        "0 3 * * *, 2026-11-30T03:00:00Z, 2026-11-30T03:00:00Z",
        "0 3 * * *, 2026-11-30T03:00:00.5Z, 2026-11-30T03:00:00Z",
        "0 3 * * *, 2026-11-30T02:59:59.999Z, 2026-11-29T03:00:00Z",
        "'*/15 * * * *', 2026-11-30T15:44:59Z, 2026-11-30T15:30:00Z",
        "' 0  3 * * MON-FRI ', 2026-11-30T02:00:00Z, 2026-11-27T03:00:00Z",
        "0 0 * * 0, 2026-11-30T15:00:00Z, 2026-11-29T00:00:00Z",
        "0 0 * * 7, 2026-11-30T15:00:00Z, 2026-11-29T00:00:00Z",
        "0 0 29 2 *, 2026-11-30T15:00:00Z, 2024-02-29T00:00:00Z",
        "59 23 31 dec *, 2026-01-01T00:00:00Z, 2025-12-31T23:59:00Z",
        // Of a day of the month and a day of the week, as in crontab(5), either will do.
        "0 0 1 * FRI, 2026-11-30T15:00:00Z, 2026-11-27T00:00:00Z",
        "0 0 28 * FRI, 2026-11-30T15:00:00Z, 2026-11-28T00:00:00Z"
    })
    void findsTheLastTime(String text, Instant now, Instant last) {
        assertThat(schedule(text).lastAt(now)).isEqualTo(last);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0 3 * *, it does not have five fields",
        "0 3 * * * *, it does not have five fields",
        "@daily, it does not have five fields",
        "'', it does not have five fields",
        "0 3 * * *|0 4 * * *, it does not have five fields",
        "0 3 ? * *, it does not have five fields",
        "60 3 * * *, Value 60 not in range",
        "0 24 * * *, Value 24 not in range",
        "*/0 * * * *, Period 0 not in range",
        "0 0 L * *, Invalid chars: L",
        "0 0 30 2 *, the day never comes",
        "'0 0 31 4,6,9,11 *', the day never comes"
    })
    void saysWhatIsWrongAndGivesAnExample(String text, String reason) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> schedule(text))
                .withMessageContainingAll(reason, "such as \"0 3 * * *\", or none");
    }

    @Test
    void aLongTextIsRefusedUnread() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> schedule("0,".repeat(200) + "0 * * * *"));
    }

    /** Compared with a search minute by minute. */
    @ParameterizedTest
    @ValueSource(strings = {"7 * * * *", "*/7 3-9/2 * * *", "0 */6 1-7 * *", "5,35 22 * * 1-5", "0 12 */2 */5 *"})
    void agreesWithASearch(String text) {
        CronSchedule schedule = schedule(text);
        Random random = new Random(21);
        for (int round = 0; round < 50; round++) {
            Instant now = Instant.parse("2026-01-01T00:00:00Z")
                    .plus(Duration.ofSeconds(
                            random.nextLong(Duration.ofDays(1500).toSeconds())));

            assertThat(schedule.lastAt(now)).as("at %s", now).isEqualTo(searched(text, now));
        }
    }

    private static Instant searched(String text, Instant now) {
        String[] fields = text.split(" ", -1);
        ZonedDateTime time = now.atZone(ZoneOffset.UTC).withSecond(0).withNano(0);
        while (!(isIn(fields[0], time.getMinute(), 0)
                && isIn(fields[1], time.getHour(), 0)
                && isIn(fields[2], time.getDayOfMonth(), 1)
                && isIn(fields[3], time.getMonthValue(), 1)
                && isIn(fields[4], time.getDayOfWeek().getValue() % 7, 0))) {
            time = time.minusMinutes(1);
        }
        return time.toInstant();
    }

    private static boolean isIn(String field, int value, int lowest) {
        for (String item : field.split(",", -1)) {
            String[] step = item.split("/", 2);
            String[] range = step[0].equals("*") ? new String[] {"" + lowest, "59"} : step[0].split("-", 2);
            int from = Integer.parseInt(range[0]);
            int to = range.length == 2 ? Integer.parseInt(range[1]) : from;
            int every = step.length == 2 ? Integer.parseInt(step[1]) : 1;
            if (value >= from && value <= to && (value - from) % every == 0) {
                return true;
            }
        }
        return false;
    }

    private static CronSchedule schedule(String text) {
        return new CronSchedule(new ScheduleText(text));
    }
}
