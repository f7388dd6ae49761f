package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.AccessReviewsResource.PROVISIONER;
import static io.rbdfunctions.function.http.AccessReviewsResource.PROVISIONERS_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNKNOWN_TOKEN;
import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.system.e2e.AuditLines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit lines and metrics of requests that the gate rejects. */
@QuarkusTest
@WithTestResource(AccessReviewsResource.class)
@TestProfile(AuthProfile.class)
final class RejectedRequestsTest {
    private final RawHttp http = new RawHttp();
    private final AuditLines audit = AuditLines.listen();

    @AfterEach
    void stopListening() {
        audit.close();
    }

    @Test
    void auditsUnauthenticatedRequests() {
        call("Authorization: Bearer " + UNKNOWN_TOKEN);

        assertLine("/delete", "-", "unauthenticated");
    }

    @Test
    void auditsForbiddenRequestsWithTheUser() {
        call("Authorization: Bearer " + PROVISIONERS_TOKEN);

        assertLine("/delete", PROVISIONER, "forbidden");
    }

    @Test
    void auditsForbiddenEventsWithTheUserAndTheVerb() {
        List<String> headers = new ArrayList<>(STRUCTURED);
        headers.add("Authorization: Bearer " + PROVISIONERS_TOKEN);
        http.send("POST / HTTP/1.1", headers, FunctionRequests.structured("delete", DELETE));

        assertLine("/", PROVISIONER, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "POST /delete, '{}', unauthenticated",
        "POST /nothing, '{}', not_found",
        "DELETE /delete, '', method_not_allowed",
        "POST /validate, '{', malformed"
    })
    void countsRejectedRequestsByReason(String request, String body, String reason) {
        double before = refused(reason);

        http.send(request + " HTTP/1.1", JSON, body);

        assertThat(refused(reason)).isEqualTo(before + 1);
    }

    /** A disconnect is not an internal error, of which each is logged. */
    @ParameterizedTest
    @CsvSource({
        "Content-Length: 9, false", "Content-Length: 9, true",
        "Transfer-Encoding: chunked, false", "Transfer-Encoding: chunked, true"
    })
    void countsDisconnectsSeparately(String length, boolean isReset) {
        double disconnects = refused("client_disconnected");
        double internalErrors = refused("internal_error");

        http.disconnect(
                "POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n"
                        .formatted(length),
                "5\r\n{",
                isReset);

        await().until(() -> refused("client_disconnected") == disconnects + 1);
        assertThat(refused("internal_error")).isEqualTo(internalErrors);
    }

    @Test
    void limitsTheAuditLinesOfAFloodButCountsAll() throws InterruptedException {
        double before = refused("unauthenticated");
        int many = 10 * RejectedRequests.LINES_PER_SECOND;
        IntStream.range(0, many).parallel().forEach(_ -> call("X: 1"));

        assertThat(audit.raw()).hasSizeLessThan(many);
        assertThat(refused("unauthenticated")).isEqualTo(before + many);
        // So that the limit does not affect the next test.
        Thread.sleep(1000);
    }

    @Test
    void limitsTheRatePerSecond() {
        AtomicLong clock = new AtomicLong(-5);
        RejectedRequests.RateLimit rateLimit = new RejectedRequests.RateLimit(2, clock::get);

        assertThat(List.of(rateLimit.allows(), rateLimit.allows(), rateLimit.allows()))
                .containsExactly(true, true, false);
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        assertThat(rateLimit.allows()).isFalse();
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(List.of(rateLimit.allows(), rateLimit.allows(), rateLimit.allows()))
                .containsExactly(true, true, false);
    }

    private void call(String header) {
        List<String> headers = new ArrayList<>(JSON);
        headers.add(header);
        http.send("POST /delete HTTP/1.1", headers, DELETE);
    }

    private void assertLine(String path, String user, String reason) {
        assertThat(audit.raw()).singleElement().asString().doesNotContain(AccessReviewsResource.CANARY);
        JsonNode line = audit.read().getFirst();
        assertThat(line.path("path").asText()).isEqualTo(path);
        assertThat(line.path("user").asText()).isEqualTo(user);
        assertThat(line.path("verb").asText()).isEqualTo("delete");
        assertThat(line.path("outcome").asText()).isEqualTo("refused");
        assertThat(line.path("reason").asText()).isEqualTo(reason);
    }

    private double refused(String reason) {
        String page = http.send("GET /q/metrics HTTP/1.1", List.of(), "").body();
        Matcher sample = Pattern.compile(
                        "rbd_functions_requests_rejected_total\\{reason=\"%s\"} ([0-9.]+)".formatted(reason))
                .matcher(page);
        return sample.find() ? Double.parseDouble(sample.group(1)) : 0;
    }
}
