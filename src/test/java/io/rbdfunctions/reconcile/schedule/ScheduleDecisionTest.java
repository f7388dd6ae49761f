package io.rbdfunctions.reconcile.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.reconcile.schedule.ScheduledSnapshot.State;
import io.rbdfunctions.volume.snapshot.ScheduleText;
import io.rbdfunctions.volume.snapshot.SnapshotRetention;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each rule about what is due and what has expired. The claim was created on the 20th at noon. */
class ScheduleDecisionTest {
    private static final Instant CREATED = Instant.parse("2026-11-20T12:00:00Z");

    /** The state, and day and hour of its schedule; after a slash those of its creation, if they differ. */
    private static final Pattern SNAPSHOT = Pattern.compile("([A-Z]+)@(\\d+)T(\\d+)(?:/(\\d+)T(\\d+))?");

    @ParameterizedTest(name = "{0}: {1}, {2}, {3} at {4}")
    @CsvSource(delimiter = '|', textBlock = """
        first, nothing scheduled since its creation    | 0 3 * * * |       |                                        | 20T23 |       |
        first, at the minute of its creation           | 0 12 * * *|       |                                        | 20T13 |       |
        first                                          | 0 3 * * * |       |                                        | 21T03 | 21T03 |
        first, late                                    | 0 3 * * * |       |                                        | 21T14 | 21T03 |
        first, of a claim that is annotated later      | 0 3 * * * |       |                                        | 29T14 | 29T03 |
        not due                                        | 0 3 * * * |       | READY@29T03                            | 30T02 |       |
        due at the minute                              | 0 3 * * * |       | READY@29T03                            | 30T03 | 30T03 |
        missed ones are not caught up                  | 0 3 * * * |       | READY@21T03                            | 30T14 | 30T03 |
        taken late for an earlier time                 | 0 3 * * * |       | READY@29T03/30T02                      | 30T03 | 30T03 |
        the newest by schedule counts                  | 0 3 * * * |       | READY@30T03 READY@29T03/30T04          | 30T14 |       |
        of a clock that was ahead                      | 0 3 * * * |       | READY@30T03                            | 29T14 |       |
        the newest is being deleted                    | 0 3 * * * |       | DELETED@30T03                          | 30T14 |       |
        waits for the one before                       | 0 3 * * * |       | READY@28T03 PENDING@29T03              | 30T14 |       | 1
        nothing to wait for yet                        | 0 3 * * * |       | READY@28T03 PENDING@29T03              | 30T02 |       |
        does not wait for an older one                 | 0 3 * * * |       | PENDING@28T03 READY@29T03              | 30T03 | 30T03 |
        tries again after a failure, at the next time  | 0 3 * * * |       | READY@28T03 FAILED@29T03               | 30T03 | 30T03 |
        not before                                     | 0 3 * * * |       | READY@28T03 FAILED@29T03               | 30T02 |       |
        """)
    void takes(
            String rule,
            String schedule,
            @Nullable String keep,
            @Nullable String taken,
            String now,
            @Nullable String due,
            @Nullable String waitsFor) {
        ScheduleDecision decision = decide(schedule, keep, taken, now);

        assertThat(decision.due().map(Instant::toString).orElse(null)).isEqualTo(due == null ? null : text(due));
        assertThat(decision.waitsFor().orElse(null)).isEqualTo(waitsFor);
    }

    /** The numbers of the snapshots that expire, from 0. */
    @ParameterizedTest(name = "{0}: keep {1} of {2} at {3}")
    @CsvSource(delimiter = '|', textBlock = """
        within the number                     | 2     | READY@28T03 READY@29T03                              | 30T14 |
        beyond the number                     | 2     | READY@27T03 READY@28T03 READY@29T03                  | 30T14 | 0
        in any order                          | 1     | READY@28T03 READY@29T03 READY@27T03                  | 30T14 | 0 2
        seven by default                      |       | READY@22T03 READY@23T03 READY@24T03 READY@25T03 READY@26T03 READY@27T03 READY@28T03 READY@29T03 | 30T14 | 0
        within the age, to the minute         | 48h   | READY@28T03 READY@29T03                              | 30T03 |
        beyond the age                        | 47h   | READY@28T03 READY@29T03                              | 30T03 | 0
        by the age of its creation            | 48h   | READY@22T03/29T03 READY@29T03                        | 30T03 |
        beyond the number, within the age     | 1,30d | READY@28T03 READY@29T03                              | 30T14 | 0
        within the number, beyond the age     | 7,1d  | READY@28T03 READY@29T15                              | 30T14 | 0
        the last one, however old             | 1h    | READY@22T03                                          | 30T14 |
        not because a newer one has failed    | 1,1h  | READY@22T03 FAILED@28T03 FAILED@29T03                | 30T14 | 1
        not because a newer one is not ready  | 1     | READY@28T03 PENDING@29T03                            | 30T14 |
        failed ones do not count              | 2     | READY@26T03 FAILED@27T03 READY@28T03 PENDING@29T03   | 30T14 | 1
        the last failed one stays             | 1     | FAILED@28T03                                         | 30T14 |
        the last failed one with its like     | 1     | FAILED@27T03 FAILED@28T03                            | 30T14 | 0
        what is being taken stays             | 1,1h  | PENDING@22T03 READY@28T03 READY@29T03                | 30T14 | 1
        what is being deleted does not count  | 2     | READY@27T03 READY@28T03 DELETED@29T03                | 30T14 |
        nor replaces a failed one             | 2     | FAILED@28T03 DELETED@29T03                           | 30T14 |
        """)
    void removes(String rule, @Nullable String keep, String taken, String now, @Nullable String expired) {
        assertThat(String.join(
                        " ",
                        decide("0 3 * * *", keep, taken, now).expired().stream()
                                .sorted()
                                .toList()))
                .isEqualTo(expired == null ? "" : expired);
    }

    private static ScheduleDecision decide(String schedule, @Nullable String keep, @Nullable String taken, String now) {
        return ScheduleDecision.of(
                new CronSchedule(new ScheduleText(schedule)),
                keep == null ? SnapshotRetention.DEFAULT : SnapshotRetention.parse(keep),
                CREATED,
                taken == null ? List.of() : snapshots(taken),
                Instant.parse(text(now)));
    }

    /** Named by their numbers. */
    private static List<ScheduledSnapshot> snapshots(String taken) {
        List<MatchResult> found = SNAPSHOT.matcher(taken).results().toList();
        return found.stream()
                .map(each -> snapshot("" + found.indexOf(each), each))
                .toList();
    }

    private static ScheduledSnapshot snapshot(String name, MatchResult text) {
        Instant scheduled = Instant.parse(text(text.group(2) + "T" + text.group(3)));
        Instant created = text.group(4) == null ? scheduled : Instant.parse(text(text.group(4) + "T" + text.group(5)));
        return new ScheduledSnapshot(name, scheduled, created, State.valueOf(text.group(1)));
    }

    private static String text(String dayAndHour) {
        return "2026-11-%s:00:00Z".formatted(dayAndHour);
    }
}
