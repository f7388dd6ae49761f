package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.schedule.ScheduleRound;
import io.rbdfunctions.reconcile.schedule.SnapshotScheduler;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Takes and removes the scheduled snapshots of claims. */
@Singleton
record ScheduleSweep(SnapshotScheduler scheduler, ReconcileConfig config) {
    /** Begins a sweep. The result visits a page of claims. */
    Consumer<Page<PersistentVolumeClaim>> begin(Deadline deadline, SweepCounter counter) {
        return scheduler
                .begin()
                .<Consumer<Page<PersistentVolumeClaim>>>map(round -> page -> ReconcileBatch.forEach(
                        page.items().stream().filter(round::concerns).toList(),
                        config.sweepParallelism(),
                        claim -> run(claim, round, deadline, counter)))
                .orElse(_ -> {});
    }

    private void run(PersistentVolumeClaim claim, ScheduleRound round, Deadline deadline, SweepCounter counter) {
        if (deadline.hasPassed()) {
            return;
        }
        String name = ReconcileKey.of(claim).toString();
        try {
            SnapshotScheduler.Result result = scheduler.run(claim, round);
            counter.addDone("snapshot scheduled", result.taken());
            counter.addDone("snapshot expired", result.removed());
            result.failure().ifPresent(why -> counter.addFailure(name, why));
        } catch (TryAgainException failure) {
            counter.addFailure(name, String.valueOf(failure.getMessage()));
        }
    }
}
