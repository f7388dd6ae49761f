package io.rbdfunctions.operation.audit;

/** Is told of every operation. Called by the thread that does it. */
@FunctionalInterface
public interface OperationListener {
    /** An operation begins. */
    OperationScope begin(String verb, RequestContext requestContext);

    /** One that is going on. */
    interface OperationScope {
        /** What the parts of the operation are to take for their origin. */
        RequestContext requestContext();

        void end(OperationRecord record);
    }
}
