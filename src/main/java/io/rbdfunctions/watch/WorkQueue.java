package io.rbdfunctions.watch;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs the work for each key one at a time, and that of several keys in parallel, in the order in which the keys were
 * added. Work that is added for a key whose work has not begun replaces it.
 */
final class WorkQueue<K> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkQueue.class);

    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final Map<K, Runnable> waiting = new LinkedHashMap<>();
    private final Set<K> running = new HashSet<>();
    private final int parallelism;
    private final Semaphore turns;
    private boolean isClosed;

    /** @param parallelism how many keys are worked on at the same time */
    WorkQueue(int parallelism) {
        this.parallelism = parallelism;
        turns = new Semaphore(parallelism, true);
    }

    void add(K key, Runnable work) {
        synchronized (waiting) {
            if (isClosed || waiting.put(key, work) != null || running.contains(key)) {
                return;
            }
        }
        start(key);
    }

    /** Discards the work for a key, unless it has begun. */
    void remove(K key) {
        synchronized (waiting) {
            waiting.remove(key);
        }
    }

    /** The number of keys that wait or are worked on. */
    int size() {
        synchronized (waiting) {
            Set<K> all = new HashSet<>(waiting.keySet());
            all.addAll(running);
            return all.size();
        }
    }

    /** Discards all work that has not begun. Work that runs is finished. */
    @Override
    public void close() {
        synchronized (waiting) {
            isClosed = true;
            waiting.clear();
        }
    }

    /** Waits for the work that runs, for at most 20 s. */
    void awaitEnd() {
        try {
            if (!turns.tryAcquire(parallelism, MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("work in progress is interrupted; it is repeated after the next start");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(K key) {
        Thread.ofVirtual().name("watch").start(() -> {
            turns.acquireUninterruptibly();
            try {
                runNext(key);
            } finally {
                turns.release();
            }
        });
    }

    private void runNext(K key) {
        Runnable work;
        synchronized (waiting) {
            work = waiting.remove(key);
            if (work == null) {
                return;
            }
            running.add(key);
        }
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s", key);
        } finally {
            finish(key);
        }
    }

    private void finish(K key) {
        boolean isAddedAgain;
        synchronized (waiting) {
            running.remove(key);
            isAddedAgain = waiting.containsKey(key);
        }
        if (isAddedAgain) {
            start(key);
        }
    }
}
