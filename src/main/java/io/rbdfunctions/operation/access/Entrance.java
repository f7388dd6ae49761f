package io.rbdfunctions.operation.access;

/** How it went for somebody at the door. */
public sealed interface Entrance {
    record Admitted(Caller caller) implements Entrance {}

    /** Nobody knows the token, it has expired, or it is meant for somebody else. */
    record Unknown() implements Entrance {}

    /** The caller is known, and has not the right. */
    record Forbidden(Caller caller, Right missing) implements Entrance {}
}
