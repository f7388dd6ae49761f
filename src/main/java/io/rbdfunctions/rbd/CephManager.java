package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.manager.ManagerCommand;

/** Sends commands to the active manager of a Ceph cluster, by librados whatever engine runs the commands on RBD. */
@FunctionalInterface
public interface CephManager {
    /**
     * Runs the command. Takes a few seconds at most if there is no manager.
     *
     * @throws RbdException if the command fails, or is not answered in time; the manager may run it later all the same
     */
    <A> A run(Session session, ManagerCommand<A> command);

    /** Starts to connect. Does not wait for the connection and does not report failures. */
    default void prepare(Session session) {}
}
