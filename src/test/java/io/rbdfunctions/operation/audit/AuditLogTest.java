package io.rbdfunctions.operation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.audit.RequestContext.Event;
import io.rbdfunctions.operation.request.OperationSubject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation is one line of JSON. */
class AuditLogTest {
    private static final TraceParent TRACE =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

    @Test
    void writesAllFields() throws IOException {
        RequestContext requestContext =
                new RequestContext("alice", "/", new Event("e-1", "t", "/s"), "claim shop/data", TRACE);
        OperationSubject subject = new OperationSubject("shop/data", "pvc-1", "kube/image");

        assertThat(line(requestContext, subject, "created")).isEqualTo(new ObjectMapper().readTree("""
                        {"time":"2026-11-24T10:00:00Z","user":"alice","path":"/","eventId":"e-1","eventType":"t","eventSource":"/s",
                        "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","about":"claim shop/data","verb":"provision","image":"kube/image",
                        "volume":"pvc-1","claim":"shop/data","outcome":"done","reason":"none","action":"created","durationMs":1500}
                        """));
    }

    @Test
    void writesADashForUnknownValues() throws IOException {
        JsonNode line = line(RequestContext.INTERNAL, OperationSubject.NOTHING, null);

        assertThat(line.properties())
                .filteredOn(field -> field.getValue().asText().equals("-"))
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly(
                        "user",
                        "path",
                        "eventId",
                        "eventType",
                        "eventSource",
                        "traceId",
                        "about",
                        "image",
                        "volume",
                        "claim",
                        "action");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\n{\"user\":\"root\"}",
                "1\r\n{\"user\":\"root\"}",
                "\",\"user\":\"root\",\"x\":\"",
                "\u001b[2Kgone",
                "\u2028\u2029\u0085\u009b2K\u007f\u202e",
                "\ud800",
            })
    void hostileValuesCannotAddLinesOrFields(String hostile) throws IOException {
        RequestContext requestContext =
                new RequestContext(hostile, hostile, new Event(hostile, hostile, hostile), hostile, null);

        String line = AuditLog.line(record(requestContext, new OperationSubject(hostile, hostile, hostile), null));

        assertThat(line).matches("[ -~]+");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.properties()).hasSize(16);
        assertThat(read.path("user")).isEqualTo(read.path("eventId"));
    }

    @Test
    void longValuesAreCut() throws IOException {
        RequestContext requestContext =
                new RequestContext("u".repeat(10_000), null, new Event("1", "t", "s".repeat(10_000)), null, null);

        JsonNode line = line(requestContext, OperationSubject.NOTHING, null);

        assertThat(line.path("user").asText()).isEqualTo("u".repeat(256) + "...");
        assertThat(line.path("eventSource").asText()).hasSize(259);
    }

    private static JsonNode line(RequestContext requestContext, OperationSubject subject, @Nullable String action)
            throws IOException {
        return new ObjectMapper().readTree(AuditLog.line(record(requestContext, subject, action)));
    }

    private static OperationRecord record(
            RequestContext requestContext, OperationSubject subject, @Nullable String action) {
        return new OperationRecord(
                "provision",
                requestContext,
                subject,
                Ending.DONE,
                "none",
                action,
                Instant.parse("2026-11-24T10:00:00Z"),
                Duration.ofMillis(1500));
    }
}
