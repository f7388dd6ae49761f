package io.rbdfunctions.operation.access;

/** The result of checking a caller. */
public sealed interface AuthDecision {
    record Allowed(Caller caller) implements AuthDecision {}

    /** The token is invalid, has expired, or is for another audience. */
    record Unauthenticated() implements AuthDecision {}

    /** The caller is authenticated but lacks the permission. */
    record Forbidden(Caller caller, Permission missing) implements AuthDecision {
        /** The command that gives the caller a role with the permission. */
        public String remedy() {
            return CallerRole.with(missing).binding(caller);
        }
    }
}
