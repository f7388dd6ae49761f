package io.rbdfunctions.observability;

import io.rbdfunctions.operation.audit.OperationListener;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.rbd.RbdCallListener;
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Counts operations and commands, and creates spans for them if a collector is configured. */
@Singleton
final class Listeners implements OperationListener, RbdCallListener {
    private final Counters counters;
    private final @Nullable OtlpSpans spans;

    Listeners(Counters counters, TracingConfig config) {
        this.counters = counters;
        this.spans = config.endpoint()
                .map(collector -> OtlpSpans.to(collector, config.authorities()))
                .orElse(null);
    }

    @Override
    public OperationScope begin(String verb, RequestContext requestContext) {
        return new CountedScope(spans == null ? null : spans.begin(verb, requestContext), requestContext, counters);
    }

    private record CountedScope(@Nullable OperationScope span, RequestContext parent, Counters counters)
            implements OperationScope {
        @Override
        public RequestContext requestContext() {
            return span == null ? parent : span.requestContext();
        }

        @Override
        public void end(OperationRecord operation) {
            if (span != null) {
                span.end(operation);
            }
            counters.count(operation);
        }
    }

    @Override
    public void ended(RbdCall call) {
        counters.count(call);
        if (spans != null) {
            spans.ended(call, RequestContext.current());
        }
    }

    @PreDestroy
    void close() {
        if (spans != null) {
            spans.close();
        }
    }
}
