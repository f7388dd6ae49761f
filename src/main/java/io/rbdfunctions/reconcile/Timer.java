package io.rbdfunctions.reconcile;

import java.time.Duration;

/** Does things later. */
interface Timer {
    /** Runs the task once, in a thread of its own, when the pause is over; or never, when the process ends before. */
    void after(Duration pause, Runnable task);
}
