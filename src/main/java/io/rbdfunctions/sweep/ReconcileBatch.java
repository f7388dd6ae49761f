package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Reconciles many objects in parallel. */
record ReconcileBatch(Reconcilers reconcilers, int parallelism) {
    /** Returns when all are reconciled. Skips those whose turn comes after the deadline. */
    void run(List<ReconcileKey> keys, Deadline deadline, SweepCounter counter) {
        forEach(keys, parallelism, key -> reconcile(key, deadline, counter));
    }

    /** Returns when all are done. The action throws nothing. */
    static <T> void forEach(List<T> objects, int parallelism, Consumer<T> action) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                parallelism, Thread.ofVirtual().name("sweep-", 0).factory())) {
            objects.forEach(each -> threads.execute(() -> action.accept(each)));
        }
    }

    private void reconcile(ReconcileKey key, Deadline deadline, SweepCounter counter) {
        if (deadline.hasPassed()) {
            return;
        }
        try {
            counter.add(key, reconcilers.reconcile(key));
        } catch (TryAgainException failure) {
            counter.addFailure(key.toString(), String.valueOf(failure.getMessage()));
        }
    }
}
