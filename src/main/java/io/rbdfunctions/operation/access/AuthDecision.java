package io.rbdfunctions.operation.access;

/** How it went for somebody at the door. */
public sealed interface AuthDecision {
    record Admitted(Caller caller) implements AuthDecision {}

    /** Nobody knows the token, it has expired, or it is meant for somebody else. */
    record Unknown() implements AuthDecision {}

    /** The caller is known, and has not the right. */
    record Forbidden(Caller caller, Permission missing) implements AuthDecision {}
}
