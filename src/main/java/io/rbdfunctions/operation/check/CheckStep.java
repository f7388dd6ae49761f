package io.rbdfunctions.operation.check;

/** Checks one thing. Implementations are beans and need no registration; {@link StepName} has their order. */
public interface CheckStep {
    StepName name();

    /** Whether the step asks the API server, and is skipped if there is none. */
    default boolean needsApiServer() {
        return false;
    }

    /** Runs the step. Failures that it does not explain itself are thrown as by an operation. */
    Finding run(CheckContext context);
}
