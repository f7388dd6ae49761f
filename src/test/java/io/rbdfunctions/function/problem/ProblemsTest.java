package io.rbdfunctions.function.problem;

import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.PROVISION_CLAIM;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static io.rbdfunctions.function.http.FunctionRequests.binary;
import static io.rbdfunctions.function.http.FunctionRequests.structured;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.http.ScriptedOperations;
import io.rbdfunctions.function.http.WireProfile;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every failure has a status and a problem document, for plain HTTP and for events. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class ProblemsTest {
    private static final String URN = "urn:rbdfunctions:problem:";

    private final RawHttp http = new RawHttp();
    private final ObjectMapper mapper = new ObjectMapper();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @ParameterizedTest(name = "{0}: {1}, as an event {2}")
    @CsvSource({
        "INVALID,   422, 422, invalid,   ",
        "NOT_FOUND, 404, 422, not-found, ",
        "CONFLICT,  409, 422, conflict,  ",
        "IN_USE,    409, 422, in-use,    ",
        "DENIED,    422, 422, denied,    "
    })
    void aRefusalIsNotRetried(Reason reason, int plain, int event, String slug, @Nullable String retryAfter)
            throws JsonProcessingException {
        operations.refuse(new Refusal(reason, "delete kube/a: the reason"));

        assertProblem(http.send("POST /delete HTTP/1.1", JSON, DELETE), plain, slug, "/delete", retryAfter);
        assertProblem(http.send("POST / HTTP/1.1", binary("delete"), DELETE), event, slug, "/", retryAfter);
        assertProblem(
                http.send("POST / HTTP/1.1", STRUCTURED, structured("delete", DELETE)), event, slug, "/", retryAfter);
    }

    /** Clients close their images by themselves; everything else that uses an image stays until somebody removes it. */
    @Test
    void waitingHelpsWhileAClientHasTheImageOpen() throws JsonProcessingException {
        operations.refuse(Refusal.watched("the reason"));

        assertProblem(http.send("POST /delete HTTP/1.1", JSON, DELETE), 409, "in-use", "/delete", "30");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "BUSY,        503, busy,        1",
        "UNREACHABLE, 503, unreachable, 5",
        "DEADLINE,    504, deadline,    5",
        "NO_SPACE,    507, no-space,    30",
        "ENGINE_MISSING, 503, engine-missing, ",
        "UNKNOWN,     503, unknown,     5"
    })
    void anEventIsRetriedAfterATemporaryFailure(Obstacle obstacle, int plain, String slug, @Nullable String retryAfter)
            throws JsonProcessingException {
        operations.fail(new TryAgainException(obstacle, "delete kube/a: the reason", new IOException("inner")));

        assertProblem(http.send("POST /delete HTTP/1.1", JSON, DELETE), plain, slug, "/delete", retryAfter);
        assertProblem(http.send("POST / HTTP/1.1", binary("delete"), DELETE), 503, slug, "/", retryAfter);
        assertProblem(
                http.send("POST / HTTP/1.1", binary("delete", "Prefer: reply"), DELETE), 503, slug, "/", retryAfter);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void repliesToARefusalWithAnEventIfPreferred(Reason reason) throws JsonProcessingException {
        operations.refuse(new Refusal(reason, "provision kube/a: the reason"));

        Answer inHeaders =
                http.send("POST / HTTP/1.1", binary("provision", "Prefer: respond-async, Reply;q=1"), PROVISION_CLAIM);
        Answer inBody = http.send(
                "POST / HTTP/1.1",
                List.of(STRUCTURED.getFirst(), "prefer: reply"),
                structured("provision", PROVISION_CLAIM));

        assertThat(inHeaders.status()).isEqualTo(200);
        assertThat(inHeaders.headers())
                .contains(
                        "ce-specversion: 1.0",
                        "ce-source: rbd-functions",
                        "ce-type: io.rbdfunctions.volume.refused.v1",
                        "ce-subject: shop/data",
                        "content-type: application/json");
        JsonNode envelope = mapper.readTree(inBody.body());
        assertThat(inBody.status()).isEqualTo(200);
        assertThat(inBody.header("Content-Type")).contains("application/cloudevents+json");
        assertThat(envelope.path("type").asText()).isEqualTo("io.rbdfunctions.volume.refused.v1");
        assertThat(envelope.path("subject").asText()).isEqualTo("shop/data");
        assertThat(envelope.path("id").asText())
                .isEqualTo(inHeaders.header("ce-id").orElseThrow());
        assertThat(envelope.path("data")).isEqualTo(mapper.readTree(inHeaders.body()));
        assertThat(envelope.path("data").path("status").asInt()).isEqualTo(422);
        assertThat(envelope.path("data").path("detail").asText()).isEqualTo("provision kube/a: the reason");
    }

    @Test
    void repliesToAMalformedPayloadWithAnEventButNeverToAnUnknownType() {
        Answer malformed = http.send("POST / HTTP/1.1", binary("delete", "Prefer: reply"), "{");
        Answer invalid = http.send("POST / HTTP/1.1", binary("delete", "Prefer: reply"), "{}");
        Answer unknown = http.send("POST / HTTP/1.1", binary("refused.v1", "Prefer: reply"), DELETE);

        assertThat(malformed.header("ce-type")).contains("io.rbdfunctions.volume.refused.v1");
        assertThat(invalid.header("ce-type")).contains("io.rbdfunctions.volume.refused.v1");
        // Otherwise a broker that delivers all events would deliver the replies in an endless loop.
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.header("ce-type")).isEmpty();
    }

    @Test
    void reportsTheViolationsFoundByTheOperation() throws JsonProcessingException {
        List<Violation> violations = List.of(
                new Violation("parameters.pool", "no such pool"), new Violation("accessModes", "not supported"));

        operations.refuse(new Refusal(Reason.INVALID, "the reason", violations));
        Answer refused = http.send("POST /delete HTTP/1.1", JSON, DELETE);
        operations.fail(new InvalidRequestException(violations));
        Answer thrown = http.send("POST /delete HTTP/1.1", JSON, DELETE);

        assertThat(List.of(refused, thrown)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(mapper.readTree(answer.body()).path("violations")).isEqualTo(mapper.readTree("""
                                    [{"field":"parameters.pool","message":"no such pool"},
                                    {"field":"accessModes","message":"not supported"}]"""));
        });
    }

    @Test
    void doesNotRepeatAKeyInTheWrongField() {
        String key = "AQBhgUdnAAAAABAAkeUZ0d5n3rVnxkVFVQcW9A==";
        String body = DELETE.replace("\"kube\"", "\"" + key + "\"")
                .replace("\"image\":\"a\"", "\"image\":\"" + key + "\",\"" + key + "\":1")
                .replace("ceph-admin", key);

        Answer answer = http.send("POST /delete HTTP/1.1", JSON, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<key>").doesNotContain(key.substring(0, 12));
    }

    private void assertProblem(Answer answer, int status, String slug, String instance, @Nullable String retryAfter)
            throws JsonProcessingException {
        JsonNode problem = mapper.readTree(answer.body());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("Retry-After").orElse(null)).isEqualTo(retryAfter);
        assertThat(problem.path("type").asText()).isEqualTo(URN + slug);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains("the reason");
        assertThat(problem.path("instance").asText()).isEqualTo(instance);
        assertThat(answer.header("ce-type")).isEmpty();
    }
}
