package io.rbdfunctions.rbd;

/** The classes of failure of a command on RBD. */
public enum RbdError {
    /** No such image, or one that is half made or half removed. */
    NOT_FOUND,
    /** No such pool, or data pool. */
    POOL_NOT_FOUND,
    /** An image of the name is there, be it half made. */
    EXISTS,
    /** The image is watched, or another command works on it (16, 116). */
    BUSY,
    /** The image has snapshots, or trashed ones with clones. */
    HAS_SNAPSHOTS,
    /** The pool or the cluster is full, or a quota reached. */
    NO_SPACE,
    /** The cluster does not accept the user or the key. */
    DENIED,
    /** No monitor or no OSD answers, or a monitor's name does not resolve. */
    UNREACHABLE,
    /** rbd does not take an argument. */
    BAD_ARGUMENT,
    /** The command outlived its deadline and was stopped; it may have been done in part. */
    DEADLINE,
    /** The rbd program is not installed. */
    NO_PROGRAM,
    /** Too many commands run at once; this one was not begun. */
    TOO_MANY,
    /** Anything else. */
    UNKNOWN
}
