package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.binary;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.review.ReviewSamples;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the exact path and method run a function. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class GatePathsTest {
    /** Formats for the name of an operation. */
    private static final List<String> SPELLINGS = List.of(
            "//%s",
            "///%s",
            "/%s//",
            "/./%s",
            "/%%2e/%s",
            "/x/../%s",
            "/x/%%2e%%2e/%s",
            "/q/../%s",
            "/q/./../%s",
            "/q/health/../../%s",
            "/q/%%2e%%2e/%s",
            "/q/..%%2f%s",
            "/q/..;/%s",
            "/q//../%s",
            "//q/../%s",
            "/%s;a=b",
            "/%s%%3ba=b",
            "/%s%%2f",
            "/%s%%00",
            "/%s%%20",
            "/%s%%0d%%0a",
            "/%s.json",
            "/%s%%3f",
            "/%S",
            "/\\%s",
            "/%s\\",
            "%s",
            "/%%zz%s",
            "/%%%s",
            "/%s%%",
            "/%s-event",
            "/%%2f%s",
            "/%s/x",
            "/x/%s",
            "http://localhost//%s",
            "http://localhost/x/../%s");

    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    static Stream<Arguments> spellings() {
        return Arrays.stream(Endpoint.values())
                .flatMap(endpoint -> SPELLINGS.stream()
                        .map(spelling ->
                                Arguments.of(spelling.formatted(endpoint), FunctionRequests.payload(endpoint))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void rejectsOtherSpellingsOfAPath(String path, String payload) {
        assertRefused(http.send("POST " + path + " HTTP/1.1", JSON, payload), 404);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/%70rovision",
                "/%65xpand",
                "/%64elete",
                "/delet%65",
                "/%69nfo",
                "/%6cist",
                "/%64%65%6c%65%74%65"
            })
    void rejectsEscapedLetters(String path) {
        assertRefused(http.send("POST " + path + " HTTP/1.1", JSON, DELETE), 404);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"//", "///", "/.", "/./", "/%2f", "/%2e", "/..", "/q/..", "/q/../", "/;a=b", "/%00", "*", "/x/.."
            })
    void rejectsEventsAtOtherSpellingsOfTheRoot(String path) {
        assertRefused(http.send("POST " + path + " HTTP/1.1", binary("delete"), DELETE), 404);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/q/health", "/q/delete", "/q/", "/q", "/q/health/", "/delete/q/"})
    void rejectsEventsAtThePathsOfQuarkus(String path) {
        http.send("POST " + path + " HTTP/1.1", binary("delete"), DELETE);
        http.send("POST " + path + " HTTP/1.1", JSON, DELETE);

        assertThat(operations.requests()).isEmpty();
    }

    /** RFC 9112 requires the absolute form. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/delete?", "http://localhost/delete", "/delete/", "http://localhost/delete/"})
    void acceptsTheAbsoluteFormAndASlash(String path) {
        assertThat(http.send("POST " + path + " HTTP/1.1", JSON, DELETE).status())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        /delete?dryRun=true              | put "dryRun": true into the JSON object of the body
        /delete/?dryRun=true             | put "dryRun": true into the JSON object of the body
        http://localhost/delete?dryRun=1 | put the field "dryRun" into the JSON object of the body
        /delete?dryRun                   | put the field "dryRun" into the JSON object of the body
        /delete?force=false&dryRun=true  | put "force": false into the JSON object of the body
        /delete?token=AQBhgUdnAAAA       | put the field "token" into the JSON object of the body
        /delete?/q/health                | put the fields into the JSON object of the body
        /?dryRun=true                    | put "dryRun": true into the data of the event
        """)
    void refusesAQueryBeforeAnythingHappens(String path, String advice) {
        for (Answer answer : List.of(
                http.send("POST " + path + " HTTP/1.1", JSON, DELETE),
                http.send("POST " + path + " HTTP/1.1", binary("delete"), DELETE))) {
            assertRefused(answer, 400);
            assertThat(answer.body())
                    .contains("nothing was done, because a query string is not read: " + advice.replace("\"", "\\\""))
                    .doesNotContain("AQBhgUdn");
        }
    }

    /** The API server adds its timeout to the address of a webhook. */
    @Test
    void acceptsAQueryWhereItMeansSomethingOrNothing() {
        assertThat(http.send("POST /validate?timeout=10s HTTP/1.1", JSON, ReviewSamples.CLASS)
                        .status())
                .isEqualTo(200);
        assertThat(http.send("GET /q/health/live?x=y HTTP/1.1", List.of(), "").status())
                .isEqualTo(200);
    }

    @Test
    void listsTheFunctionsAtAnUnknownPath() {
        assertThat(http.send("POST /provison HTTP/1.1", JSON, DELETE).body())
                .contains(
                        "nothing is served at this path; the functions are /provision, /expand, /delete, /info, /list,"
                                + " /restore, /purge, /snapshot, /clone, /rollback, /convert, /repair, /check, /takeover, /sweep; / takes CloudEvents and shows the status");
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                        "GET",
                        "HEAD",
                        "PUT",
                        "PATCH",
                        "DELETE",
                        "TRACE",
                        "PROPFIND",
                        "post",
                        "Post",
                        "POSTX",
                        "M-SEARCH")
                .flatMap(method -> Stream.of("/", "/provision", "/expand", "/delete", "/info", "/list")
                        .map(path -> Arguments.of(method, path)))
                .filter(call -> !List.of("GET", "HEAD").contains(call.get()[0]) || !call.get()[1].equals("/"));
    }

    /** It requests the status, for which this test has no API server. */
    @Test
    void aGetAtTheRootRunsNoFunction() {
        Answer answer = http.send("GET / HTTP/1.1", binary("delete"), DELETE);

        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.body()).contains("list PersistentVolumeClaims");
        assertThat(http.send("HEAD / HTTP/1.1", List.of(), "").status()).isEqualTo(503);
        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("methods")
    void rejectsOtherMethods(String method, String path) {
        List<String> headers = binary("delete", "X-HTTP-Method-Override: POST", "X-HTTP-Method: POST");

        Answer answer = http.send(method + " " + path + " HTTP/1.1", headers, method.equals("HEAD") ? "" : DELETE);

        assertThat(answer.status()).as("%s", answer).isEqualTo(405);
        assertThat(answer.header("Allow")).contains(path.equals("/") ? "GET, HEAD, POST" : "POST");
        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest(name = "CONNECT {0}")
    @ValueSource(strings = {"/delete", "localhost:80", "*"})
    void rejectsConnect(String target) {
        List<Answer> answers = http.exchange("CONNECT %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .formatted(target)
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isBetween(400, 499));
        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest(name = "OPTIONS {0}")
    @ValueSource(strings = {"/", "/provision", "/expand", "/delete", "/info", "/list"})
    void repliesToOptions(String path) {
        Answer plain = http.send("OPTIONS " + path + " HTTP/1.1", List.of(), "");
        Answer handshake =
                http.send("OPTIONS " + path + " HTTP/1.1", List.of("WebHook-Request-Origin: eventing.example"), "");

        assertThat(plain.status()).isEqualTo(204);
        assertThat(plain.header("Allow")).contains(path.equals("/") ? "GET, HEAD, POST" : "POST");
        assertThat(plain.header("WebHook-Allowed-Origin")).isEmpty();
        assertThat(handshake.header("WebHook-Allowed-Origin")).contains("*");
        assertThat(handshake.header("WebHook-Allowed-Rate")).contains("*");
    }

    @Test
    void rejectsOptionsForUnknownPaths() {
        assertRefused(http.send("OPTIONS /nothing HTTP/1.1", List.of(), ""), 404);
    }

    @ParameterizedTest(name = "GET {0}")
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void servesHealth(String path) {
        assertThat(http.send("GET " + path + " HTTP/1.1", List.of(), "").status())
                .isEqualTo(200);
    }

    private void assertRefused(Answer answer, int status) {
        assertThat(operations.requests()).isEmpty();
        if (answer.status() == 400 && answer.body().isEmpty()) {
            // The HTTP server rejects an invalid URI before any route.
            return;
        }
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }
}
