package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.manager.ManagerCommand;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import io.rbdfunctions.rbd.object.ObjectOperation;
import java.util.Optional;
import java.util.function.Supplier;

/** A command on RBD, for the manager or for a monitor, or an operation on an object failed. The message names it, its target and Ceph's words, never a key. */
public final class RbdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What both engines say if they cannot connect, so that the cluster has not seen the command. */
    public static final String NO_CONNECTION = "couldn't connect to the cluster";

    private final RbdError error;

    public RbdException(RbdError error, RbdCommand<?> command, String detail) {
        super("rbd %s %s: %s".formatted(command.verb(), command.subject(), detail));
        this.error = error;
    }

    /** An operation on an object failed. */
    public RbdException(RbdError error, ObjectOperation<?> operation, String detail) {
        super("rados %s %s: %s".formatted(operation.verb(), operation.subject(), detail));
        this.error = error;
    }

    /** A command for the manager failed. */
    public RbdException(RbdError error, ManagerCommand<?> command, String detail) {
        super("ceph %s %s: %s".formatted(command.verb(), command.subject(), detail));
        this.error = error;
    }

    /** A command for a monitor failed. */
    public RbdException(RbdError error, MonitorCommand<?> command, String detail) {
        super("ceph %s: %s".formatted(command.verb(), detail));
        this.error = error;
    }

    private RbdException(RbdError error, RbdException failure) {
        super(failure.getMessage(), failure);
        this.error = error;
    }

    private RbdException(RbdError error, RbdException failure, String cause) {
        super(failure.getMessage() + cause, failure);
        this.error = error;
    }

    /** The same failure with a more exact error. */
    public RbdException as(RbdError exact) {
        return new RbdException(exact, this);
    }

    /** The same failure with more about its cause. */
    public RbdException with(String cause) {
        return new RbdException(error, this, cause);
    }

    /** Runs a command; empty if the image does not exist. */
    public static <T> Optional<T> emptyIfNotFound(Supplier<T> command) {
        try {
            return Optional.of(command.get());
        } catch (RbdException failure) {
            if (failure.error == RbdError.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Whether the client could not connect. */
    public boolean isWithoutConnection() {
        return String.valueOf(getMessage()).contains(NO_CONNECTION);
    }

    public RbdError error() {
        return error;
    }
}
