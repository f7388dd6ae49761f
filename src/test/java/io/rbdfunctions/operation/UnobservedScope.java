package io.rbdfunctions.operation;

import io.rbdfunctions.operation.audit.OperationListener;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.RequestContext;

/** The scope of an operation without metrics and traces. */
public record UnobservedScope(String verb, RequestContext requestContext) implements OperationListener.OperationScope {
    @Override
    public void end(OperationRecord operationRecord) {}
}
