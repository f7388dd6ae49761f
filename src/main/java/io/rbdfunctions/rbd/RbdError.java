package io.rbdfunctions.rbd;

/** Classifies the failures of commands on RBD. */
public enum RbdError {
    /** The image does not exist, or its creation or removal was interrupted. */
    NOT_FOUND,
    /** The pool or the data pool does not exist. */
    POOL_NOT_FOUND,
    /** An image with this name exists, possibly an incomplete one. */
    EXISTS,
    /** A client watches the image, or another command is changing it (errno 16, 116). */
    BUSY,
    /** A lock by {@code rbd lock add} prevents the change (errno 30). */
    LOCKED,
    /** The image has snapshots, or clones that need snapshots in the trash namespace. */
    HAS_SNAPSHOTS,
    /** The pool or the cluster is full, or a quota is reached. */
    NO_SPACE,
    /** The cluster rejects the user or the key. */
    DENIED,
    /** No monitor or OSD answers, or the name of a monitor does not resolve. */
    UNREACHABLE,
    /** RBD rejects an argument. */
    BAD_ARGUMENT,
    /** The command missed its deadline. It may have been run in part. */
    DEADLINE,
    /** The {@code rbd} program or librbd is not installed. */
    ENGINE_MISSING,
    /** The command was not started because too many are running. */
    TOO_MANY,
    UNKNOWN
}
