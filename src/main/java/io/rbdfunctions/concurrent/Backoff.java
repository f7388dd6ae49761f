package io.rbdfunctions.concurrent;

import java.time.Duration;

/** Pauses between tries, from 50 ms doubling up to 1 s, until the time for them is used up. */
public final class Backoff {
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final long end;
    private long next = Duration.ofMillis(50).toNanos();

    public Backoff(Duration total) {
        end = System.nanoTime() + total.toNanos();
    }

    /** Pauses, unless there is no time left for it or the thread is interrupted: then false. */
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
        next = Math.min(2 * next, LONGEST);
        return true;
    }
}
