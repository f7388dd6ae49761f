package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.AccessReviewsResource.OPERATOR;
import static io.rbdfunctions.function.http.AccessReviewsResource.OPERATORS_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.PROVISIONER;
import static io.rbdfunctions.function.http.AccessReviewsResource.PROVISIONERS_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.SOURCES_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNANSWERED_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNKNOWN_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNREVIEWED_TOKEN;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.event.KnativeEventTypes;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.review.ReviewSamples;
import io.rbdfunctions.support.MessageBook;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication and authorization of callers. */
@QuarkusTest
@WithTestResource(AccessReviewsResource.class)
@TestProfile(AuthProfile.class)
final class AuthTest {
    private static final String CLAIM = """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"namespace":"shop","name":"data","uid":"1"},\
        "spec":{},"status":{"phase":"Pending"}}\
        """;

    private static final MessageBook BOOK = new MessageBook("callers");

    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @AfterAll
    static void write() {
        BOOK.write();
    }

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SWEEP")
    void servesAuthorizedCallers(Endpoint endpoint) {
        assertThat(call(endpoint, bearer(OPERATORS_TOKEN)).status()).isEqualTo(200);
        assertThat(event(endpoint, bearer(OPERATORS_TOKEN)).status()).isEqualTo(200);
        assertThat(structured(endpoint, bearer(OPERATORS_TOKEN)).status()).isEqualTo(200);
        assertThat(operations.requests()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void requiresAToken(Endpoint endpoint) {
        Stream.of(call(endpoint), event(endpoint), structured(endpoint)).forEach(answer -> {
            assertRefused(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        });
    }

    /** An event needs the permission for the path of its operation. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROVISION")
    void namesTheMissingPermission(Endpoint endpoint) {
        String right =
                "user %s may not \\\"post\\\" the non-resource URL \\\"%s\\\": bind a ClusterRole with this permission"
                        .formatted(PROVISIONER, endpoint.path());
        String token = bearer(PROVISIONERS_TOKEN);
        Stream.of(call(endpoint, token), event(endpoint, token), structured(endpoint, token))
                .forEach(answer -> {
                    assertRefused(answer, 403, "forbidden");
                    assertThat(answer.body()).contains(right);
                    assertThat(answer.header("WWW-Authenticate")).isEmpty();
                });
    }

    static Stream<Arguments> explained() {
        String token = "get a token with: kubectl create token SERVICEACCOUNT -n NAMESPACE (with --audience if"
                + " rbd-functions.auth.audiences is set)";
        String send = "; send Authorization: Bearer TOKEN; " + token;
        return Stream.of(
                Arguments.of(List.of(), "the request has no token" + send),
                Arguments.of(List.of("Authorization: Basic YTpi"), "Basic authentication is not taken" + send),
                Arguments.of(List.of("Authorization: YTpi"), "the Authorization header is not: Bearer TOKEN" + send),
                Arguments.of(
                        List.of("Authorization: Bearer a", "Authorization: Bearer b"),
                        "the request has 2 Authorization headers, but needs one" + send),
                Arguments.of(
                        List.of(bearer(UNKNOWN_TOKEN)),
                        "the API server rejected the token: it is invalid, has expired, or is for another audience; "
                                + token),
                Arguments.of(
                        List.of(bearer(PROVISIONERS_TOKEN)),
                        "user %s may not \"post\" the non-resource URL \"/delete\": bind a ClusterRole with this permission, such as by: kubectl create clusterrolebinding NAME --clusterrole=rbd-functions-operator --serviceaccount=%s"
                                .formatted(PROVISIONER, PROVISIONER.replace("system:serviceaccount:", ""))));
    }

    @ParameterizedTest
    @MethodSource
    void explained(List<String> headers, String detail) {
        Answer answer = call(Endpoint.DELETE, headers.toArray(String[]::new));

        BOOK.add("problems", "POST /delete", answer.status() + ": " + detail);
        assertThat(answer.body()).contains("\"detail\":\"" + detail.replace("\"", "\\\"") + "\"");
    }

    @Test
    void thePermissionToPostNotificationsAllowsNoOperation() {
        assertRefused(event(Endpoint.DELETE, bearer(SOURCES_TOKEN)), 403, "forbidden");
        assertRefused(call(Endpoint.SWEEP, bearer(SOURCES_TOKEN)), 403, "forbidden");
    }

    /** A reply event has the status 200, which senders would count as success. */
    @Test
    void authFailuresAreNeverReplyEvents() {
        assertRefused(event(Endpoint.DELETE, bearer(PROVISIONERS_TOKEN), "Prefer: reply"), 403, "forbidden");
        assertRefused(event(Endpoint.DELETE, "Prefer: reply"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void notificationsNeedAPermission(String type, String body) {
        assertRefused(notify(type, body), 401, "unauthenticated");
        Answer forbidden = notify(type, body, bearer(OPERATORS_TOKEN));
        assertRefused(forbidden, 403, "forbidden");
        assertThat(forbidden.body()).contains(OPERATOR, "the non-resource URL \\\"/\\\"");
    }

    static Stream<Arguments> notifications() {
        return KnativeEventTypes.ALL.stream()
                .map(type -> Arguments.of(type, type.equals(KnativeEventTypes.PING) ? "{}" : CLAIM));
    }

    @Test
    void acceptsNotificationsOfAuthorizedSources() {
        assertThat(notify(KnativeEventTypes.UPDATED, CLAIM, bearer(SOURCES_TOKEN))
                        .status())
                .isEqualTo(204);
    }

    static Stream<List<String>> invalidHeaders() {
        String good = "Authorization: Bearer " + OPERATORS_TOKEN;
        return Stream.of(
                List.of("Authorization:"),
                List.of("Authorization: Bearer"),
                List.of("Authorization: Bearer "),
                List.of("Authorization: " + OPERATORS_TOKEN),
                List.of("Authorization: Basic " + OPERATORS_TOKEN),
                List.of("Authorization: BearerX " + OPERATORS_TOKEN),
                List.of("Authorization: Bearer\t" + OPERATORS_TOKEN),
                List.of("Authorization: Bearer " + OPERATORS_TOKEN + " more"),
                List.of("Authorization: Bearer " + OPERATORS_TOKEN + ", Bearer " + OPERATORS_TOKEN),
                List.of("Authorization: Bearer \"" + OPERATORS_TOKEN + "\""),
                List.of("Authorization: Bearer " + OPERATORS_TOKEN + "\u00e9"),
                List.of("Authorization: Bearer " + "a".repeat(9000)),
                List.of("Authorization: Bearer " + UNKNOWN_TOKEN),
                List.of("Proxy-Authorization: Bearer " + OPERATORS_TOKEN),
                List.of("X-Authorization: Bearer " + OPERATORS_TOKEN),
                List.of("ce-authorization: Bearer " + OPERATORS_TOKEN),
                List.of("Cookie: access_token=" + OPERATORS_TOKEN),
                List.of(good, good),
                List.of(good, "authorization: Basic YTpi"),
                List.of("Authorization: Basic YTpi", good),
                List.of(good, "Authorization:"));
    }

    @ParameterizedTest
    @MethodSource("invalidHeaders")
    void acceptsExactlyOneBearerToken(List<String> headers) {
        List<String> binary = FunctionRequests.binary("delete");
        binary.addAll(headers);

        Answer answer = http.send("POST / HTTP/1.1", binary, FunctionRequests.DELETE);

        assertRefused(answer, 401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
    void readsTheSchemeCaseInsensitively(String scheme) {
        assertThat(call(Endpoint.DELETE, "authorization: " + scheme + OPERATORS_TOKEN)
                        .status())
                .isEqualTo(200);
    }

    /** The server limits headers to 20 KiB. */
    @Test
    void rejectsHeadersThatAreTooLong() {
        assertThat(call(Endpoint.DELETE, bearer("a".repeat(100_000))).status()).isIn(400, 431);
        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {UNREVIEWED_TOKEN, UNANSWERED_TOKEN})
    void repliesWithRetryAfterIfTheApiServerFails(String token) {
        Stream.of(call(Endpoint.DELETE, bearer(token)), event(Endpoint.DELETE, bearer(token)))
                .forEach(answer -> {
                    assertRefused(answer, 503, "unreachable");
                    assertThat(answer.header("Retry-After")).contains("5");
                });
    }

    @Test
    void explainsAMissingPermissionToReview() {
        assertThat(call(Endpoint.DELETE, bearer(UNREVIEWED_TOKEN)).body())
                .contains("bind system:auth-delegator to our service account");
    }

    @Test
    void checksTheBodyOnlyAfterAuthentication() {
        assertRefused(http.send("POST /delete HTTP/1.1", JSON, "{nonsense"), 401, "unauthenticated");
        assertRefused(http.send("POST /delete HTTP/1.1", with(JSON, bearer(OPERATORS_TOKEN)), "{"), 400, "malformed");
    }

    /** The status contains names of volumes, which sources of notifications need not see. */
    @Test
    void theStatusNeedsAPermission() {
        assertRefused(http.send("GET / HTTP/1.1", List.of(), ""), 401, "unauthenticated");
        Answer forbidden = http.send("GET / HTTP/1.1", List.of(bearer(SOURCES_TOKEN)), "");
        assertRefused(forbidden, 403, "forbidden");
        assertThat(forbidden.body()).contains("--clusterrole=rbd-functions-viewer --");
        assertThat(forbidden.body()).contains("may not \\\"get\\\" the non-resource URL \\\"/\\\"");
    }

    @Test
    void reviewsAndHealthNeedNoToken() {
        assertThat(http.send("POST /validate HTTP/1.1", JSON, ReviewSamples.CLASS)
                        .status())
                .isEqualTo(200);
        assertThat(http.send("GET /q/health/live HTTP/1.1", List.of(), "").status())
                .isEqualTo(200);
        assertThat(http.send("OPTIONS / HTTP/1.1", List.of(), "").status()).isEqualTo(204);
    }

    /** Covers the tokens of the other tests, too: the log contains all lines since the start. */
    @Test
    void noTokenIsLoggedOrReturned() throws IOException {
        List<Answer> answers = Stream.of(OPERATORS_TOKEN, PROVISIONERS_TOKEN, UNKNOWN_TOKEN, UNREVIEWED_TOKEN)
                .flatMap(token -> Stream.of(
                        call(Endpoint.DELETE, bearer(token)),
                        event(Endpoint.EXPAND, bearer(token)),
                        call(Endpoint.DELETE, bearer(token + "!"))))
                .toList();

        assertThat(answers).noneMatch(answer -> answer.toString().contains(AccessReviewsResource.CANARY));
        assertThat(AuthProfile.log()).contains(" TRACE ").doesNotContain(AccessReviewsResource.CANARY);
    }

    private Answer call(Endpoint endpoint, String... headers) {
        return http.send(
                "POST " + endpoint.path() + " HTTP/1.1", with(JSON, headers), FunctionRequests.payload(endpoint));
    }

    private Answer event(Endpoint endpoint, String... headers) {
        return http.send(
                "POST / HTTP/1.1",
                FunctionRequests.binary(endpoint.toString(), headers),
                FunctionRequests.payload(endpoint));
    }

    private Answer structured(Endpoint endpoint, String... headers) {
        String body = FunctionRequests.structured(endpoint.toString(), FunctionRequests.payload(endpoint));
        return http.send("POST / HTTP/1.1", with(STRUCTURED, headers), body);
    }

    private Answer notify(String type, String body, String... headers) {
        List<String> binary = with(FunctionRequests.without(FunctionRequests.binary("x"), "ce-type"), headers);
        binary.add("ce-type: " + type);
        return http.send("POST / HTTP/1.1", binary, body);
    }

    private static List<String> with(List<String> headers, String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return all;
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    private void assertRefused(Answer answer, int status, String kind) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:rbdfunctions:problem:" + kind);
        assertThat(operations.requests()).isEmpty();
    }
}
