package io.rbdfunctions.operation.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What has trouble that may come right by itself, to be tried again with growing pauses for as long as this process
 * lives. Bounded: what does not fit is left to the sweep, as is everything when the process ends.
 */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Map<Subject, Integer> tries = new HashMap<>();
    private final Timer timer;
    private final int limit;
    private final Predicate<Subject> work;

    /** @param work does the work on a subject; true when it need not be tried again */
    Retries(Timer timer, int limit, Predicate<Subject> work) {
        this.timer = timer;
        this.limit = limit;
        this.work = work;
    }

    /** Sees to it that the subject is tried again, once, however often this is asked meanwhile. */
    void add(Subject subject) {
        synchronized (tries) {
            if (tries.containsKey(subject) || tries.size() >= limit) {
                return;
            }
            tries.put(subject, 0);
        }
        schedule(subject, 0);
    }

    int size() {
        synchronized (tries) {
            return tries.size();
        }
    }

    private void schedule(Subject subject, int tried) {
        timer.after(pause(tried), () -> run(subject));
    }

    private void run(Subject subject) {
        boolean isDone = true;
        try {
            isDone = work.test(subject);
        } finally {
            settle(subject, isDone);
        }
    }

    private void settle(Subject subject, boolean isDone) {
        int tried;
        synchronized (tries) {
            if (isDone) {
                tries.remove(subject);
                return;
            }
            tried = tries.merge(subject, 1, Integer::sum);
        }
        schedule(subject, tried);
    }

    static Duration pause(int tried) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tried, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
