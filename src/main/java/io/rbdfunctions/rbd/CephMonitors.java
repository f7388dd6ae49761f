package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.monitor.MonitorCommand;

/** Sends commands to the monitors of a Ceph cluster, by librados whatever engine runs the commands on RBD. */
@FunctionalInterface
public interface CephMonitors {
    /**
     * Runs the command.
     *
     * @throws RbdException if the command fails; {@link RbdError#DENIED} if the user may not run it or cannot connect
     */
    <A> A run(Session session, MonitorCommand<A> command);
}
