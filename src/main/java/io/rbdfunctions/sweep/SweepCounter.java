package io.rbdfunctions.sweep;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.result.Reconciled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the results of a sweep. Thread-safe. */
final class SweepCounter {
    private static final int MAX_FAILURES = 100;

    private final Map<String, Integer> done = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private int claims;
    private int volumes;
    private int failed;

    synchronized void addClaims(int count) {
        claims += count;
    }

    synchronized void addVolumes(int count) {
        volumes += count;
    }

    synchronized void add(ReconcileKey key, Reconciled reconciled) {
        switch (reconciled) {
            case Reconciled.Nothing _ -> {}
            case Reconciled.Done it -> addDone(EnumText.spaced(it.action()));
            case Reconciled.AttacherDone it -> addDone(EnumText.spaced(it.action()));
            case Reconciled.SnapshotDone it -> addDone(it.action().typeName().replace('-', ' '));
            case Reconciled.Failed it -> addFailure(key.toString(), it.refusal().detail());
        }
    }

    synchronized void addDone(String action) {
        addDone(action, 1);
    }

    synchronized void addDone(String action, int times) {
        if (times > 0) {
            done.merge(action, times, Integer::sum);
        }
    }

    synchronized void addFailure(String object, String cause) {
        failed++;
        if (failures.size() < MAX_FAILURES) {
            failures.add(object + ": " + cause);
        }
    }

    /** An image in the trash that cannot be purged before its clones. */
    synchronized void addWaiting(String image) {
        if (waiting.size() < MAX_FAILURES) {
            waiting.add(image);
        }
    }

    synchronized SweepReport report(@Nullable Orphans orphans, boolean isComplete) {
        return new SweepReport(
                claims,
                volumes,
                Map.copyOf(done),
                List.copyOf(failures),
                failed,
                List.copyOf(waiting),
                orphans,
                isComplete);
    }
}
