package io.rbdfunctions.observability;

import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.rbd.RbdCall;

/** Makes spans of what is done. */
interface Spans extends AutoCloseable {

    /** A span for an operation, within the one that its origin tells of; its parts are within it. */
    OperationScope begin(String verb, RequestContext requestContext);

    /** A span for a command, where it is part of anything that is traced. */
    void ended(RbdCall call, RequestContext requestContext);

    /** Sends what is left, for a short while. */
    @Override
    void close();

    /** For when nobody wants any. */
    record None() implements Spans {

        private record Untraced(RequestContext requestContext) implements OperationScope {
            @Override
            public void end(OperationRecord operationRecord) {}
        }

        @Override
        public OperationScope begin(String verb, RequestContext requestContext) {
            return new Untraced(requestContext);
        }

        @Override
        public void ended(RbdCall call, RequestContext requestContext) {}

        @Override
        public void close() {}
    }
}
