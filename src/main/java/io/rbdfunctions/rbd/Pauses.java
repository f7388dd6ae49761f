package io.rbdfunctions.rbd;

import java.time.Duration;

/** Pauses between tries, from 50 ms doubling up to 1 s, until the time for them is used up. */
final class Pauses {
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final long end;
    private long next = Duration.ofMillis(50).toNanos();

    Pauses(Duration total) {
        end = System.nanoTime() + total.toNanos();
    }

    /** Pauses, unless there is no time left for it or the thread is interrupted: then false. */
    boolean pause() {
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
