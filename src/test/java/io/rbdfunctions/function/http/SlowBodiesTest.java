package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.AccessReviewsResource.OPERATORS_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.PROVISIONERS_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNKNOWN_TOKEN;
import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.event.KnativeEventTypes;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.review.ReviewSamples;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that never arrive, or only in part, neither delay a rejection nor block other requests. */
@QuarkusTest
@WithTestResource(AccessReviewsResource.class)
@TestProfile(SlowProfile.class)
final class SlowBodiesTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(2);
    private static final String LONG = "Content-Length: " + MEBIBYTE;
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String EVENT = "Content-Type: application/cloudevents+json";
    private static final String JSON = "Content-Type: application/json";
    private static final String AUTHENTICATED = "Authorization: Bearer " + OPERATORS_TOKEN;

    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    static Stream<List<String>> unauthenticatedHeads() {
        String unknown = "Authorization: Bearer " + UNKNOWN_TOKEN;
        return Stream.of(LONG, CHUNKED, LONG + "\r\nExpect: 100-continue", CHUNKED + "\r\nExpect: 100-continue")
                .flatMap(length -> Stream.of(
                        List.of("/delete", JSON, length),
                        List.of("/delete", JSON, length, unknown),
                        List.of("/", EVENT, length),
                        List.of("/", EVENT, length, unknown),
                        List.of("/", JSON, binary("io.rbdfunctions.volume.delete"), length),
                        List.of("/", JSON, binary(KnativeEventTypes.UPDATED), length)));
    }

    @ParameterizedTest
    @MethodSource("unauthenticatedHeads")
    void rejectsUnauthenticatedSendersBeforeTheBodyArrives(List<String> lines) {
        assertAtOnce(head(lines), 401, "unauthenticated");
    }

    @Test
    void rejectsForbiddenSendersBeforeTheBodyArrives() {
        String provisioner = "Authorization: Bearer " + PROVISIONERS_TOKEN;
        assertAtOnce(head(List.of("/delete", JSON, LONG, provisioner)), 403, "forbidden");
        String delete = binary("io.rbdfunctions.volume.delete");
        assertAtOnce(head(List.of("/", JSON, delete, LONG, provisioner)), 403, "forbidden");
    }

    /** The response would be lost if the server closed the connection while the body is still being sent. */
    @Test
    void repliesToSendersThatSendTheBodyAnyway() {
        byte[] body = new byte[MEBIBYTE];

        assertThat(http.send("POST /delete HTTP/1.1", List.of(JSON), body).status())
                .isEqualTo(401);
    }

    @Test
    void keepsTheConnectionAfterARejection() {
        String again = "POST /delete HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: 2\r\n\r\n{}".formatted(JSON);

        List<Answer> answers = http.exchange(bytes(again.repeat(3) + head(List.of("/q/health/live", "X: 1"))));

        assertThat(answers).extracting(Answer::status).containsExactly(401, 401, 401, 200);
    }

    @Test
    void asksAuthorizedSendersForTheBody() {
        String length = "Content-Length: %d\r\nExpect: 100-continue".formatted(DELETE.length());

        List<Answer> answers = http.exchange(
                bytes(head(List.of("/delete", JSON, length, AUTHENTICATED, "Connection: close")) + DELETE));

        assertThat(answers).extracting(Answer::status).containsExactly(100, 200);
    }

    @Test
    void limitsTheTimeForABody() {
        long start = System.nanoTime();

        List<Answer> answers = http.exchange(bytes(head(List.of("/delete", JSON, LONG, AUTHENTICATED)) + "{"));

        assertThat(answers).extracting(Answer::status).containsExactly(408);
        assertThat(answers.getFirst().body()).contains("urn:rbdfunctions:problem:request-timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(BODY_TIMEOUT, BODY_TIMEOUT.plusSeconds(5));
        assertThat(operations.requests()).isEmpty();
    }

    @Test
    void incompleteBodiesBlockNeitherHealthChecksNorAuthenticatedSenders() throws Exception {
        byte[] half = bytes(head(List.of("/validate", JSON, LONG)) + " ".repeat(MEBIBYTE / 2));
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            List<Future<String>> slow = new ArrayList<>();
            for (int i = 0; i < 10 * SlowProfile.MEBIBYTES; i++) {
                slow.add(senders.submit(() -> http.begin(half)));
            }
            await().until(() -> slow.stream().anyMatch(Future::isDone));

            // When
            Answer health = http.send("GET /q/health/live HTTP/1.1", List.of(), "");
            Answer ofAuthenticated = http.send("POST /delete HTTP/1.1", List.of(JSON, AUTHENTICATED), DELETE);

            // Then
            assertThat(health.status()).isEqualTo(200);
            assertThat(ofAuthenticated.status()).isEqualTo(200);
            List<String> answers = new ArrayList<>();
            for (Future<String> each : slow) {
                answers.add(each.get());
            }
            // More than fit into memory at once may be timed out: on a slow machine some come after others have ended.
            assertThat(answers.stream().filter(answer -> answer.startsWith("HTTP/1.1 408 ")))
                    .hasSizeGreaterThanOrEqualTo(SlowProfile.MEBIBYTES);
            assertThat(answers.stream().filter(answer -> !answer.startsWith("HTTP/1.1 408 ")))
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(answer)
                            .startsWith("HTTP/1.1 503 ")
                            .containsIgnoringCase("\r\nRetry-After: 1\r\n"));
        }
        assertThat(http.send("POST /validate HTTP/1.1", List.of(JSON), ReviewSamples.CLASS)
                        .status())
                .isEqualTo(200);
    }

    /** A body of unknown length counts with the maximum until it is complete. */
    @Test
    void aCompleteBodyCountsWithItsSize() {
        String chunk = "%x\r\n%s\r\n0\r\n\r\n".formatted(DELETE.length(), DELETE);
        String call = "POST /delete HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\n%s\r\n\r\n%s"
                .formatted(JSON, CHUNKED, AUTHENTICATED, chunk);

        List<Answer> answers =
                http.exchange(bytes(call.repeat(3 * SlowProfile.MEBIBYTES) + head(List.of("/q/health/live", "X: 1"))));

        assertThat(answers).extracting(Answer::status).containsOnly(200).hasSize(3 * SlowProfile.MEBIBYTES + 1);
    }

    private void assertAtOnce(String head, int status, String kind) {
        assertThat(http.begin(bytes(head)))
                .startsWith("HTTP/1.1 %d ".formatted(status))
                .contains("urn:rbdfunctions:problem:" + kind);
        assertThat(operations.requests()).isEmpty();
    }

    private static String binary(String type) {
        return "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: /me\r\nce-type: " + type;
    }

    /** The path, and lines of a head. */
    private static String head(List<String> lines) {
        boolean isPost = !lines.getFirst().startsWith("/q/");
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\n"
                .formatted(
                        isPost ? "POST" : "GET",
                        lines.getFirst(),
                        String.join("\r\n", lines.subList(1, lines.size())),
                        isPost ? "" : "Connection: close\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
