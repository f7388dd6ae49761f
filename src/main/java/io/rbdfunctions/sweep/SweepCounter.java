package io.rbdfunctions.sweep;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.result.Reconciled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a sweep does; from many threads. */
final class SweepCounter {
    private static final int MOST_FAILURES = 100;

    private final Map<String, Integer> done = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int claims;
    private int volumes;
    private int failed;

    synchronized void sawClaims(int count) {
        claims += count;
    }

    synchronized void sawVolumes(int count) {
        volumes += count;
    }

    synchronized void add(ReconcileKey key, Reconciled reconciled) {
        switch (reconciled) {
            case Reconciled.Nothing _ -> {}
            case Reconciled.Done it -> did(EnumText.spaced(it.deed()));
            case Reconciled.Troubled troubled ->
                fail(key.toString(), troubled.refusal().detail());
        }
    }

    synchronized void did(String deed) {
        done.merge(deed, 1, Integer::sum);
    }

    synchronized void fail(String subject, String why) {
        failed++;
        if (failures.size() < MOST_FAILURES) {
            failures.add(subject + ": " + why);
        }
    }

    synchronized SweepReport report(@Nullable Orphans orphans, boolean isComplete) {
        return new SweepReport(claims, volumes, Map.copyOf(done), List.copyOf(failures), failed, orphans, isComplete);
    }
}
