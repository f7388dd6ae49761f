package io.rbdfunctions.rbd;

/** Classifies the failures of commands on RBD. */
public enum RbdError {
    /** The image or the snapshot does not exist, or the creation or removal of the image was interrupted. */
    NOT_FOUND,
    /** The pool or the data pool does not exist. */
    POOL_NOT_FOUND,
    /** An image with this name exists, possibly an incomplete one; or the image has a snapshot with this name. */
    EXISTS,
    /** A client watches the image, or another command is changing it (errno 16, 116). */
    BUSY,
    /** A lock by {@code rbd lock add} prevents the change (errno 30). */
    LOCKED,
    /** The image is a member of a group (errno 31). */
    IN_GROUP,
    /** {@code rbd migration} moves the image (errno 16). */
    MIGRATING,
    /** Mirroring has made the image non-primary (errno 30, 22 of a removal). */
    DEMOTED,
    /** The image has snapshots, or clones that need snapshots in the trash namespace. */
    HAS_SNAPSHOTS,
    /** The pool or the cluster is full, or a quota is reached. */
    NO_SPACE,
    /** The cluster rejects the user or the key. */
    DENIED,
    /** No monitor or OSD answers, or the name of a monitor does not resolve. */
    UNREACHABLE,
    /** The Ceph client is too old for the type of the key. */
    KEY_TYPE,
    /** RBD rejects an argument. */
    BAD_ARGUMENT,
    /** The pool is erasure-coded, so it can hold the data of an image but not its header (errno 95, 22 of a creation). */
    ERASURE_CODED,
    /** The data pool is erasure-coded and lacks {@code allow_ec_overwrites} (errno 22). */
    NO_OVERWRITES,
    /** The image or its clone lacks the feature layering (errno 38 of a clone). */
    NO_LAYERING,
    /** The cluster does not support the operation (errno 95). */
    UNSUPPORTED,
    /** The command missed its deadline. It may have been run in part. */
    DEADLINE,
    /** The {@code rbd} program or librbd is not installed. */
    ENGINE_MISSING,
    /** The command was not started because too many are running. */
    TOO_MANY,
    UNKNOWN
}
