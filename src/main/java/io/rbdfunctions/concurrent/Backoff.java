package io.rbdfunctions.concurrent;

import java.time.Duration;

/** Exponential backoff from 50 ms to 1 s, until a total time has passed. */
public final class Backoff {
    private static final long MAX_PAUSE = Duration.ofSeconds(1).toNanos();

    private final long end;
    private long next = Duration.ofMillis(50).toNanos();

    public Backoff(Duration total) {
        end = System.nanoTime() + total.toNanos();
    }

    /** Sleeps. Returns false at once if no time is left, or if the thread is interrupted. */
    public boolean pause() {
        long left = end - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            Thread.sleep(Duration.ofNanos(Math.min(next, left)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        next = Math.min(2 * next, MAX_PAUSE);
        return true;
    }
}
