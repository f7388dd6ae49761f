package io.rbdfunctions.rbd;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is notified of every command on RBD, on the thread that runs the command. */
@FunctionalInterface
public interface RbdCallListener {
    /**
     * A command that has ended. Each retry is a call of its own.
     *
     * @param verb the subcommand of {@code rbd}, such as {@code trash mv}, or an operation on an object
     * @param engine {@code cli} or {@code librbd}, or {@code librados} for operations on objects
     * @param begun when the command was submitted; includes the time in the queue
     * @param error null on success
     */
    record RbdCall(
            String verb,
            String engine,
            Instant begun,
            Duration took,
            @Nullable RbdError error) {}

    void ended(RbdCall call);
}
