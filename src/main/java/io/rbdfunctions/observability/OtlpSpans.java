package io.rbdfunctions.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.audit.TraceParent;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.rbd.RbdCall;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes spans with OpenTelemetry's SDK, of which nothing is loaded before this is. */
final class OtlpSpans implements Spans {
    private static final String SERVICE = "rbd-functions";
    private static final long SECONDS_TO_CLOSE = 2;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OtlpSpans(SpanProcessor processor) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), SERVICE))))
                .addSpanProcessor(processor)
                .build();
        tracer = provider.get(SERVICE);
    }

    /** Spans that are sent to a collector, from a thread of its own. */
    static OtlpSpans to(URI collector) {
        return to(exporter(collector).build());
    }

    /** The same over TLS, to a collector that one of those vouches for. */
    static OtlpSpans to(URI collector, CollectorTrust trust) {
        return to(exporter(collector)
                .setSslContext(trust.context(), trust.manager())
                .build());
    }

    private static OtlpSpans to(OtlpHttpSpanExporter exporter) {
        return new OtlpSpans(BatchSpanProcessor.builder(exporter).build());
    }

    private static OtlpHttpSpanExporterBuilder exporter(URI collector) {
        return OtlpHttpSpanExporter.builder().setEndpoint(collector.toString().replaceFirst("/+$", "") + "/v1/traces");
    }

    @Override
    public OperationScope begin(String verb, RequestContext requestContext) {
        Span span = tracer.spanBuilder(verb)
                .setParent(context(requestContext.trace()))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        return new SpanScope(span, requestContext.within(parent(span.getSpanContext())));
    }

    private record SpanScope(Span span, RequestContext requestContext) implements OperationScope {
        @Override
        public void end(OperationRecord operationRecord) {
            span.setAttribute("rbd_functions.outcome", EnumText.label(operationRecord.ending()));
            span.setAttribute("rbd_functions.reason", operationRecord.reason());
            if (operationRecord.subject().image() != null) {
                span.setAttribute(
                        "rbd_functions.image", operationRecord.subject().image());
            }
            if (operationRecord.ending() == Ending.RETRY || operationRecord.ending() == Ending.FAILED) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    @Override
    public void ended(RbdCall call, RequestContext requestContext) {
        if (requestContext.trace() == null) {
            return;
        }
        Span span = tracer.spanBuilder("rbd " + call.verb())
                .setParent(context(requestContext.trace()))
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(call.begun())
                .setAttribute("rbd_functions.engine", call.engine())
                .setAttribute("rbd_functions.result", call.error() == null ? "ok" : EnumText.label(call.error()))
                .startSpan();
        if (call.error() != null) {
            span.setStatus(StatusCode.ERROR);
        }
        Instant end = call.begun().plus(call.took());
        span.end(end);
    }

    @Override
    public void close() {
        provider.shutdown().join(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
    }

    private static Context context(@Nullable TraceParent parent) {
        if (parent == null) {
            return Context.root();
        }
        TraceFlags flags = parent.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        parent.traceId(), parent.spanId(), flags, TraceState.getDefault())));
    }

    private static TraceParent parent(SpanContext span) {
        return new TraceParent(span.getTraceId(), span.getSpanId(), span.isSampled());
    }
}
