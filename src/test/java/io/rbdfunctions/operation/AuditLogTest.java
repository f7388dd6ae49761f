package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.operation.Ended.Ending;
import io.rbdfunctions.operation.Origin.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One operation, one line, whatever is in it. */
class AuditLogTest {
    private static final TraceParent TRACE =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

    @Test
    void saysWhoDidWhatToWhatAndHowItEnded() throws IOException {
        Origin origin = new Origin("alice", "/", new Event("e-1", "t", "/s"), "claim shop/data", TRACE);
        About about = new About("shop/data", "pvc-1", "kube/image");

        assertThat(line(origin, about, "created")).isEqualTo(new ObjectMapper().readTree("""
                        {"time":"2026-11-24T10:00:00Z","user":"alice","path":"/","eventId":"e-1","eventType":"t","eventSource":"/s",
                        "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","about":"claim shop/data","verb":"provision","image":"kube/image",
                        "volume":"pvc-1","claim":"shop/data","outcome":"done","reason":"none","action":"created","durationMs":1500}
                        """));
    }

    @Test
    void saysOfWhatIsUnknownThatItIs() throws IOException {
        JsonNode line = line(Origin.OURSELVES, About.NOTHING, null);

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
    void nobodyWritesALineOrAFieldOfTheirOwn(String hostile) throws IOException {
        Origin origin = new Origin(hostile, hostile, new Event(hostile, hostile, hostile), hostile, null);

        String line = AuditLog.line(ended(origin, new About(hostile, hostile, hostile), null));

        assertThat(line).matches("[ -~]+");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.properties()).hasSize(16);
        assertThat(read.path("user")).isEqualTo(read.path("eventId"));
    }

    @Test
    void longTextsAreCut() throws IOException {
        Origin origin = new Origin("u".repeat(10_000), null, new Event("1", "t", "s".repeat(10_000)), null, null);

        JsonNode line = line(origin, About.NOTHING, null);

        assertThat(line.path("user").asText()).isEqualTo("u".repeat(256) + "...");
        assertThat(line.path("eventSource").asText()).hasSize(259);
    }

    private static JsonNode line(Origin origin, About about, @Nullable String action) throws IOException {
        return new ObjectMapper().readTree(AuditLog.line(ended(origin, about, action)));
    }

    private static Ended ended(Origin origin, About about, @Nullable String action) {
        return new Ended(
                "provision",
                origin,
                about,
                Ending.DONE,
                "none",
                action,
                Instant.parse("2026-11-24T10:00:00Z"),
                Duration.ofMillis(1500));
    }
}
