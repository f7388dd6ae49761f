package io.rbdfunctions.operation.audit;

/** Observes operations, on the thread that runs them. */
@FunctionalInterface
public interface OperationListener {
    OperationScope begin(String verb, RequestContext requestContext);

    /** An operation that is running. */
    interface OperationScope {
        /** The context in which the operation runs. */
        RequestContext requestContext();

        void end(OperationRecord record);
    }
}
