package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.object.ObjectOperation;

/** Runs operations on RADOS objects, by librados whatever engine runs the commands on RBD. */
@FunctionalInterface
public interface RadosObjects {
    /**
     * Runs the operation.
     *
     * @throws RbdException if the operation fails. A write may have been applied all the same.
     */
    <A> A run(Session session, ObjectOperation<A> operation);
}
