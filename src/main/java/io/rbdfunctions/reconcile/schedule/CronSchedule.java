package io.rbdfunctions.reconcile.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.rbdfunctions.volume.snapshot.ScheduleText;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The times of a schedule, in UTC. */
public final class CronSchedule {
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);

    /** Just after the 29th of February of a year that has one. */
    private static final Instant AFTER_ALL_DAYS = Instant.parse("2024-03-01T00:00:00Z");

    private final ExecutionTime times;

    /**
     * Reads the fields.
     *
     * @throws InvalidValueException if a field is none of cron, or if the day never comes, such as the 30th of February
     */
    CronSchedule(ScheduleText text) {
        try {
            times = ExecutionTime.forCron(new CronParser(DEFINITION).parse(text.text()));
        } catch (IllegalArgumentException failure) {
            throw text.invalid(String.valueOf(failure.getMessage()));
        }
        if (times.lastExecution(AFTER_ALL_DAYS.atZone(ZoneOffset.UTC)).isEmpty()) {
            throw text.invalid("the day never comes");
        }
    }

    /** The last scheduled time that is not after the given one. */
    Instant lastAt(Instant now) {
        // The library looks for a time before the given one.
        ZonedDateTime next = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).atZone(ZoneOffset.UTC);
        return times.lastExecution(next).orElseThrow().toInstant();
    }
}
