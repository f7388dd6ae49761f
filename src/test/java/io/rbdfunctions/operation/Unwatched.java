package io.rbdfunctions.operation;

import io.rbdfunctions.operation.audit.OperationListener;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.RequestContext;

/** An operation of which nobody wants to be told. */
record Unwatched(String verb, RequestContext requestContext) implements OperationListener.OperationScope {
    @Override
    public void end(OperationRecord operationRecord) {}
}
