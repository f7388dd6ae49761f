package io.rbdfunctions.system.faults;

import java.util.concurrent.CompletableFuture;

/** Objects for the function to handle, and the check that it has handled them. {@code toString} counts them. */
interface Workload {
    /** Delivers the events or requests the sweep; completes with or without an answer. */
    CompletableFuture<Void> begin();

    /** Delivers the events again; always true, for use in a poll. */
    boolean deliverAgain();

    boolean isDone();
}
