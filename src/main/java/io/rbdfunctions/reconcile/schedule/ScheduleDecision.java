package io.rbdfunctions.reconcile.schedule;

import io.rbdfunctions.reconcile.schedule.ScheduledSnapshot.State;
import io.rbdfunctions.volume.snapshot.SnapshotRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the schedule of a claim asks for now. Decided by pure functions.
 *
 * @param due the scheduled time to take a snapshot for; the last one, since missed ones are not caught up
 * @param waitsFor the snapshot that has to be ready or to fail before the next is taken
 * @param expired the names of the snapshots to remove
 */
record ScheduleDecision(Optional<Instant> due, Optional<String> waitsFor, List<String> expired) {
    private static final Comparator<ScheduledSnapshot> BY_CREATION =
            Comparator.comparing(ScheduledSnapshot::created).thenComparing(ScheduledSnapshot::scheduled);

    /**
     * Decides.
     *
     * @param created when the claim was created
     * @param taken the snapshots of the claim by this or an earlier schedule
     */
    static ScheduleDecision of(
            CronSchedule schedule,
            SnapshotRetention keep,
            Instant created,
            List<ScheduledSnapshot> taken,
            Instant now) {
        Optional<ScheduledSnapshot> newest = taken.stream().max(Comparator.comparing(ScheduledSnapshot::scheduled));
        Instant since = newest.map(ScheduledSnapshot::scheduled).orElse(created);
        Optional<Instant> next = Optional.of(schedule.lastAt(now)).filter(time -> time.isAfter(since));
        Optional<String> waitsFor = newest.filter(snapshot -> snapshot.state() == State.PENDING && next.isPresent())
                .map(ScheduledSnapshot::name);
        return new ScheduleDecision(
                waitsFor.isPresent() ? Optional.empty() : next, waitsFor, expired(keep, taken, now));
    }

    private static List<String> expired(SnapshotRetention keep, List<ScheduledSnapshot> taken, Instant now) {
        List<ScheduledSnapshot> ready = newestFirst(taken, State.READY);
        // The newest is kept whatever its age: those that should have followed it have failed.
        Stream<ScheduledSnapshot> beyond = IntStream.range(1, ready.size())
                .filter(newer -> isBeyond(keep, newer, ready.get(newer), now))
                .mapToObj(ready::get);
        Stream<ScheduledSnapshot> replaced = newestFirst(taken, State.FAILED).stream()
                .filter(failed -> taken.stream()
                        .anyMatch(other -> other.state() != State.DELETED && BY_CREATION.compare(other, failed) > 0));
        return Stream.concat(beyond, replaced).map(ScheduledSnapshot::name).toList();
    }

    private static List<ScheduledSnapshot> newestFirst(List<ScheduledSnapshot> taken, State state) {
        return taken.stream()
                .filter(snapshot -> snapshot.state() == state)
                .sorted(BY_CREATION.reversed())
                .toList();
    }

    private static boolean isBeyond(SnapshotRetention keep, int newer, ScheduledSnapshot snapshot, Instant now) {
        Integer count = keep.count();
        Duration age = keep.age();
        return (count != null && newer >= count)
                || (age != null && snapshot.created().plus(age).isBefore(now));
    }
}
