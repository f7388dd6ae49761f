package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;

/** A command on RBD that failed. The message names the command, the image and rbd's own words; never a key. */
public final class RbdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RbdError error;
    private final String words;

    RbdException(RbdError error, RbdCommand<?> command, String words) {
        super("rbd %s %s: %s".formatted(command.verb(), command.subject(), words));
        this.error = error;
        this.words = words;
    }

    public RbdError error() {
        return error;
    }

    /** What rbd said, or what was found, without the command; bounded, on one line, without keys. */
    public String words() {
        return words;
    }
}
