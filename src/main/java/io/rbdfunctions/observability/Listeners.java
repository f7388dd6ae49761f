package io.rbdfunctions.observability;

import io.rbdfunctions.operation.audit.OperationListener;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.rbd.RbdCall;
import io.rbdfunctions.rbd.RbdCallListener;
import jakarta.inject.Singleton;

/** Passes on what the layers below tell: to the metrics, and to the traces. */
@Singleton
final class Listeners implements OperationListener, RbdCallListener {
    private final Counters counters;
    private final Spans spans;

    Listeners(Counters counters, Spans spans) {
        this.counters = counters;
        this.spans = spans;
    }

    @Override
    public OperationScope begin(String verb, RequestContext requestContext) {
        OperationScope span = spans.begin(verb, requestContext);
        return new CountedCourse(span, counters);
    }

    private record CountedCourse(OperationScope span, Counters counters) implements OperationScope {
        @Override
        public RequestContext requestContext() {
            return span.requestContext();
        }

        @Override
        public void end(OperationRecord operationRecord) {
            span.end(operationRecord);
            counters.count(operationRecord);
        }
    }

    @Override
    public void ended(RbdCall call) {
        counters.count(call);
        spans.ended(call, RequestContext.current());
    }
}
