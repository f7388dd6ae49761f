package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;

/** A command on RBD failed. The message names the command, its target and the output of {@code rbd}, never a key. */
public final class RbdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RbdError error;

    RbdException(RbdError error, RbdCommand<?> command, String detail) {
        super("rbd %s %s: %s".formatted(command.verb(), command.subject(), detail));
        this.error = error;
    }

    public RbdError error() {
        return error;
    }
}
