package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;

/** Runs commands on RBD. */
@FunctionalInterface
public interface RbdEngine {
    /**
     * Runs the command. A resize to the current size of an image succeeds.
     *
     * @throws RbdException if the command fails. It may have been run in part, or may still be running.
     */
    <A> A run(Session session, RbdCommand<A> command);
}
