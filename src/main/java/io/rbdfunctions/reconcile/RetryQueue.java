package io.rbdfunctions.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What has trouble that may come right by itself, to be tried again with growing pauses for as long as this process
 * lives. Bounded: what does not fit is left to the sweep, as is everything when the process ends.
 */
final class RetryQueue {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Map<ReconcileKey, Integer> tries = new HashMap<>();
    private final Timer timer;
    private final int limit;
    private final Predicate<ReconcileKey> work;

    /** @param work does the work on a subject; true when it need not be tried again */
    RetryQueue(Timer timer, int limit, Predicate<ReconcileKey> work) {
        this.timer = timer;
        this.limit = limit;
        this.work = work;
    }

    /** Sees to it that the subject is tried again, once, however often this is asked meanwhile. */
    void add(ReconcileKey key) {
        synchronized (tries) {
            if (tries.containsKey(key) || tries.size() >= limit) {
                return;
            }
            tries.put(key, 0);
        }
        schedule(key, 0);
    }

    int size() {
        synchronized (tries) {
            return tries.size();
        }
    }

    private void schedule(ReconcileKey key, int tried) {
        timer.after(pause(tried), () -> run(key));
    }

    private void run(ReconcileKey key) {
        boolean isDone = true;
        try {
            isDone = work.test(key);
        } finally {
            settle(key, isDone);
        }
    }

    private void settle(ReconcileKey key, boolean isDone) {
        int tried;
        synchronized (tries) {
            if (isDone) {
                tries.remove(key);
                return;
            }
            tried = tries.merge(key, 1, Integer::sum);
        }
        schedule(key, tried);
    }

    static Duration pause(int tried) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tried, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
