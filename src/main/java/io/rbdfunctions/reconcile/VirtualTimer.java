package io.rbdfunctions.reconcile;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Sleeps in virtual threads: a thousand that wait cost next to nothing. */
@Singleton
final class VirtualTimer implements Timer {
    /** How many tasks run at once; those that wait are not counted. */
    private static final int AT_ONCE = 8;

    private final Semaphore turns = new Semaphore(AT_ONCE);

    @Override
    public void after(Duration pause, Runnable task) {
        Thread.ofVirtual().name("retry").start(() -> sleepThenRun(pause, task));
    }

    private void sleepThenRun(Duration pause, Runnable task) {
        try {
            Thread.sleep(pause);
            turns.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            task.run();
        } finally {
            turns.release();
        }
    }
}
