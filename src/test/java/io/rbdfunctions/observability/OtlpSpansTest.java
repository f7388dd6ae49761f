package io.rbdfunctions.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.audit.TraceParent;
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import io.rbdfunctions.rbd.RbdError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final Instant BEGUN = Instant.parse("2026-11-24T10:00:00Z");

    private final List<SpanData> sent = new CopyOnWriteArrayList<>();
    private final OtlpSpans spans = new OtlpSpans(SimpleSpanProcessor.create(new RecordingExporter(sent)));

    private record RecordingExporter(List<SpanData> spans) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @AfterEach
    void close() {
        spans.close();
    }

    @Test
    void aCommandIsAChildOfItsOperationAndThatOfTheCaller() {
        OperationScope scope = spans.begin("provision", from(new TraceParent(TRACE, CALLER, true)));
        spans.ended(call(null), scope.requestContext());
        scope.end(RecordedOperations.done("provision", scope.requestContext()));

        assertThat(sent).extracting(SpanData::getName).containsExactly("rbd create", "provision");
        assertThat(sent).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(sent.getLast().getParentSpanId()).isEqualTo(CALLER);
        assertThat(sent.getFirst().getParentSpanId()).isEqualTo(sent.getLast().getSpanId());
        assertThat(sent.getFirst().getEndEpochNanos() - sent.getFirst().getStartEpochNanos())
                .isEqualTo(Duration.ofMillis(7).toNanos());
    }

    @Test
    void withoutACallersSpanANewTraceBegins() {
        OperationScope scope = spans.begin("sweep", RequestContext.INTERNAL);
        scope.end(RecordedOperations.done("sweep", scope.requestContext()));

        assertThat(sent).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getTraceId())
                    .isEqualTo(Objects.requireNonNull(scope.requestContext().trace())
                            .traceId());
        });
    }

    @Test
    void unsampledSpansAreNotSent() {
        OperationScope scope = spans.begin("provision", from(new TraceParent(TRACE, CALLER, false)));
        spans.ended(call(null), scope.requestContext());
        scope.end(RecordedOperations.done("provision", scope.requestContext()));

        assertThat(sent).isEmpty();
        assertThat(Objects.requireNonNull(scope.requestContext().trace()).traceId())
                .isEqualTo(TRACE);
    }

    @Test
    void aFailedCommandHasTheKindOfFailure() {
        spans.ended(call(RbdError.DEADLINE), from(new TraceParent(TRACE, CALLER, true)));

        assertThat(sent).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().asMap().values()).containsExactlyInAnyOrder("cli", "deadline");
        });
    }

    @Test
    void closeSendsTheRemainingSpans(@TempDir Path directory) throws IOException {
        Path received = directory.resolve("received");
        try (TraceCollector collector = TraceCollector.into(received);
                OtlpSpans sending = OtlpSpans.to(collector.endpoint(), Optional.empty())) {
            OperationScope scope = sending.begin("provision", from(new TraceParent(TRACE, CALLER, true)));
            sending.ended(call(null), scope.requestContext());
            scope.end(RecordedOperations.done("provision", scope.requestContext()));
        }

        assertThat(Files.readString(received, StandardCharsets.ISO_8859_1))
                .startsWith("/otlp/v1/traces")
                .contains("rbd create", "provision", "kube/image", "rbd-functions")
                .contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1));
    }

    private static RequestContext from(TraceParent parent) {
        return new RequestContext("alice", "/provision", null, null, parent);
    }

    private static RbdCall call(@Nullable RbdError error) {
        return new RbdCall("create", "cli", BEGUN, Duration.ofMillis(7), error);
    }
}
