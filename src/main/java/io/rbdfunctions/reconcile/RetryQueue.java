package io.rbdfunctions.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Retries failed objects with exponential backoff, from 2 s to 5 min, for the lifetime of this process. The queue is
 * bounded and in memory: the sweep handles what does not fit, or is lost when the process ends.
 */
final class RetryQueue {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    private static final int CONCURRENCY = 8;

    private final Map<ReconcileKey, Integer> attempts = new HashMap<>();
    private final Semaphore permits = new Semaphore(CONCURRENCY);
    private final int limit;
    private final Predicate<ReconcileKey> work;
    private final BiConsumer<Duration, Runnable> scheduler;
    private volatile boolean isClosed;

    /** @param work reconciles the object; false if it has to be retried */
    RetryQueue(int limit, Predicate<ReconcileKey> work) {
        this.limit = limit;
        this.work = work;
        this.scheduler = this::runLater;
    }

    /** @param scheduler runs the task once after the pause */
    RetryQueue(int limit, Predicate<ReconcileKey> work, BiConsumer<Duration, Runnable> scheduler) {
        this.limit = limit;
        this.work = work;
        this.scheduler = scheduler;
    }

    /** Schedules a retry, unless the object is already queued or the queue is full. */
    void add(ReconcileKey key) {
        synchronized (attempts) {
            if (attempts.containsKey(key) || attempts.size() >= limit) {
                return;
            }
            attempts.put(key, 0);
        }
        schedule(key, 0);
    }

    int size() {
        synchronized (attempts) {
            return attempts.size();
        }
    }

    private void schedule(ReconcileKey key, int attempt) {
        scheduler.accept(pause(attempt), () -> run(key));
    }

    /** Stops retrying, because the application ends. Failures of work that is still running are ignored. */
    void close() {
        isClosed = true;
    }

    private void run(ReconcileKey key) {
        if (isClosed) {
            return;
        }
        boolean isDone = true;
        try {
            isDone = work.test(key);
        } catch (RuntimeException failure) {
            if (!isClosed) {
                throw failure;
            }
        } finally {
            finish(key, isDone);
        }
    }

    private void finish(ReconcileKey key, boolean isDone) {
        int attempt;
        synchronized (attempts) {
            if (isDone) {
                attempts.remove(key);
                return;
            }
            attempt = attempts.merge(key, 1, Integer::sum);
        }
        schedule(key, attempt);
    }

    static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }

    private void runLater(Duration pause, Runnable task) {
        Thread.ofVirtual().name("retry").start(() -> {
            try {
                Thread.sleep(pause);
                permits.acquire();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                task.run();
            } finally {
                permits.release();
            }
        });
    }
}
