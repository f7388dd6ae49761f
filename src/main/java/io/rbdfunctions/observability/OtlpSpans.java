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
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Creates spans and sends them to a collector. OpenTelemetry's SDK is loaded only if this class is used. */
final class OtlpSpans implements AutoCloseable {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String SERVICE = "rbd-functions";
    private static final long CLOSE_TIMEOUT_SECONDS = 2;

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

    /**
     * Sends the spans to a collector, in batches.
     *
     * @param authorities a PEM file with the certificates to trust; empty for the JVM's trust store
     * @throws IllegalStateException if the file is unreadable or has no certificates
     */
    static OtlpSpans to(URI collector, Optional<Path> authorities) {
        OtlpHttpSpanExporterBuilder exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(collector.toString().replaceFirst("/+$", "") + "/v1/traces");
        authorities.ifPresent(file -> trust(file, exporter));
        return new OtlpSpans(BatchSpanProcessor.builder(exporter.build()).build());
    }

    private static void trust(Path authorities, OtlpHttpSpanExporterBuilder exporter) {
        try {
            String pem = Files.readString(authorities, StandardCharsets.ISO_8859_1);
            if (!pem.contains(CERTIFICATE)) {
                throw new IllegalArgumentException("the file has no certificate in PEM");
            }
            exporter.setTrustedCertificates(pem.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
            throw new IllegalStateException(
                    "rbd-functions.tracing.authorities: cannot read certificates in PEM from " + authorities, failure);
        }
    }

    /** Starts a span for an operation, as a child of the caller's span if there is one. */
    OperationScope begin(String verb, RequestContext requestContext) {
        Span span = tracer.spanBuilder(verb)
                .setParent(context(requestContext.trace()))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        return new SpanScope(span, requestContext.withTrace(parent(span.getSpanContext())));
    }

    private record SpanScope(Span span, RequestContext requestContext) implements OperationScope {
        @Override
        public void end(OperationRecord operation) {
            span.setAttribute("rbd_functions.outcome", EnumText.label(operation.ending()));
            span.setAttribute("rbd_functions.reason", operation.reason());
            if (operation.subject().image() != null) {
                span.setAttribute("rbd_functions.image", operation.subject().image());
            }
            if (operation.ending() == Ending.RETRY || operation.ending() == Ending.FAILED) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** Records a span for a command that is part of a traced operation. */
    void ended(RbdCall call, RequestContext requestContext) {
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
        span.end(call.begun().plus(call.took()));
    }

    /** Sends the remaining spans, for two seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
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
