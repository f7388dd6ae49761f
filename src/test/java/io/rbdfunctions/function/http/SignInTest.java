package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.AccessReviewsResource.CANARY;
import static io.rbdfunctions.function.http.AccessReviewsResource.OPERATORS_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.SOURCES_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNANSWERED_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.UNKNOWN_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.VIEWERS_TOKEN;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.payload.Endpoint;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a browser signs in, and that its cookie opens nothing but the status. This API server has no volumes to show. */
@QuarkusTest
@WithTestResource(AccessReviewsResource.class)
@TestProfile(AuthProfile.class)
final class SignInTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String COOKIE = "Cookie: rbd-functions-token=";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @Test
    void aBrowserGetsTheForm() {
        Answer form = get(BROWSER);

        assertThat(form.status()).isEqualTo(401);
        assertThat(form.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(form.header("Cache-Control")).contains("no-store");
        assertThat(form.header("Content-Security-Policy").orElseThrow())
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(form.body())
                .contains("<form method=\"post\" action=\"sign-in\">", "type=\"password\" name=\"token\"")
                .doesNotContain("rejected", "<script", "style=");
    }

    @Test
    void otherClientsGetAProblem() {
        for (Answer answer : List.of(get(), get("Accept: */*"), get("Accept: application/json"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
        }
    }

    /** A redirect after the form of another site or of a file would be followed without the cookie. */
    @Test
    void aCookieKeepsTheToken() {
        Answer answer = signIn("token=" + VIEWERS_TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).contains("rbd-functions-token=" + VIEWERS_TOKEN + ATTRIBUTES);
        assertThat(answer.body())
                .contains("<meta http-equiv=\"refresh\" content=\"0;url=./\">")
                .doesNotContain(CANARY);
        assertThat(get(COOKIE + VIEWERS_TOKEN).body()).contains("list PersistentVolumeClaims");
        assertThat(get("Cookie: a=b; rbd-functions-token=" + VIEWERS_TOKEN + "; c=d")
                        .status())
                .isEqualTo(503);
        assertThat(get("Cookie: a=b", COOKIE + VIEWERS_TOKEN).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Proto: https", "Forwarded: for=10.0.0.1;proto=https;host=a"})
    void aCookieOfHttpsIsSentByHttpsOnly(String header) {
        assertThat(signIn("token=" + VIEWERS_TOKEN, header).header("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).endsWith(ATTRIBUTES + "; Secure"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({UNKNOWN_TOKEN + ", 401", SOURCES_TOKEN + ", 403", UNANSWERED_TOKEN + ", 503", "'', 401", "a%20b, 401"})
    void theTokenIsCheckedAsInAHeader(String token, int status) {
        Answer answer = signIn("token=" + token, BROWSER);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).contains("class=\"bad\" role=\"alert\"").doesNotContain(CANARY);
        assertThat(get(BROWSER, COOKIE + token).status()).isEqualTo(status);
    }

    @Test
    void namesTheRoleThatIsMissing() {
        assertThat(signIn("token=" + SOURCES_TOKEN, BROWSER).body())
                .contains("--clusterrole=rbd-functions-viewer", "action=\"sign-in\"");
    }

    @ParameterizedTest
    @EnumSource
    void theCookieOpensNoFunction(Endpoint endpoint) {
        String cookie = COOKIE + OPERATORS_TOKEN;
        String payload = FunctionRequests.payload(endpoint);
        List<Answer> answers = List.of(
                http.send("POST " + endpoint.path() + " HTTP/1.1", with(JSON, cookie), payload),
                http.send("POST / HTTP/1.1", FunctionRequests.binary(endpoint.toString(), cookie), payload),
                http.send(
                        "POST / HTTP/1.1",
                        with(STRUCTURED, cookie),
                        FunctionRequests.structured(endpoint.toString(), payload)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
        assertThat(operations.requests()).isEmpty();
    }

    /** A header is more explicit than a cookie that a browser adds. */
    @Test
    void aHeaderPrecedesTheCookie() {
        assertThat(get("Authorization: Bearer " + UNKNOWN_TOKEN, COOKIE + VIEWERS_TOKEN)
                        .status())
                .isEqualTo(401);
        assertThat(get("Authorization: Bearer " + VIEWERS_TOKEN, COOKIE + UNKNOWN_TOKEN)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void signingOutRemovesTheCookie() {
        Answer answer = post("/sign-out", "", FORM, COOKIE + VIEWERS_TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).contains("rbd-functions-token=" + ATTRIBUTES + "; Max-Age=0");
        assertThat(answer.body()).contains("Signed out", "action=\"sign-in\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ''                  | the form must have one field, token
        token               | the form must have one field, token
        user=a              | the form must have one field, token
        token=a&token=b     | the form must have one field, token
        token=a&remember=on | the form must have one field, token
        token=%zz           | the field token is not encoded as in a URL
        """)
    void rejectsOtherForms(String body, String detail) {
        Answer answer = signIn(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
    }

    @Test
    void rejectsOtherTypesMethodsAndQueries() {
        assertThat(post("/sign-in", "{}", "Content-Type: application/json").status())
                .isEqualTo(415);
        assertThat(post("/sign-in", "token=" + VIEWERS_TOKEN).status()).isEqualTo(415);
        assertThat(http.send("GET /sign-in HTTP/1.1", List.of(), "").header("Allow"))
                .contains("POST");
        Answer query = post("/sign-in?token=mistaken.place", "", FORM);
        assertThat(query.status()).isEqualTo(400);
        assertThat(query.body()).contains("a query string is not read").doesNotContain("mistaken");
    }

    /** A cookie of more than 4096 characters would be ignored by the browser. */
    @Test
    void saysThatATokenIsTooLongForACookie() {
        assertThat(signIn("token=" + AccessReviewsResource.LONG_TOKEN).body()).contains("too long for a cookie");
        assertThat(get("Authorization: Bearer " + AccessReviewsResource.LONG_TOKEN)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void attemptsAreLimited() {
        List<Answer> answers = IntStream.range(0, 4 * SignIn.ATTEMPTS_PER_SECOND)
                .mapToObj(_ -> post("/sign-in", "token=" + UNKNOWN_TOKEN, FORM, BROWSER))
                .toList();

        assertThat(answers).extracting(Answer::status).contains(401, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).contains("1"))
                .allSatisfy(answer -> assertThat(answer.body()).contains("too many attempts to sign in"));
    }

    @Test
    void refusesUnknownParametersOfThePage() {
        String token = "Authorization: Bearer " + VIEWERS_TOKEN;
        Answer json = http.send("GET /?token=mistaken.place HTTP/1.1", List.of(token), "");
        Answer html = http.send("GET /?sort=color HTTP/1.1", List.of(token, BROWSER), "");

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.body()).contains("known are q, namespace, class").doesNotContain("mistaken");
        assertThat(html.status()).isEqualTo(400);
        assertThat(html.body()).contains("sort must be one of name", "<a href=\"./\">");
    }

    @Test
    void noTokenIsLogged() throws IOException {
        signIn("token=" + VIEWERS_TOKEN, BROWSER);
        get(COOKIE + VIEWERS_TOKEN, BROWSER);

        assertThat(AuthProfile.log()).contains(" TRACE ").doesNotContain(CANARY);
    }

    private Answer get(String... headers) {
        return http.send("GET / HTTP/1.1", List.of(headers), "");
    }

    /** Repeats the attempt when there have been too many in this second. */
    private Answer signIn(String body, String... headers) {
        return await().until(
                        () -> post(
                                "/sign-in", body, with(List.of(FORM), headers).toArray(String[]::new)),
                        answer -> !answer.body().contains("too many attempts"));
    }

    private Answer post(String path, String body, String... headers) {
        return http.send("POST " + path + " HTTP/1.1", List.of(headers), body);
    }

    private static List<String> with(List<String> headers, String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return all;
    }
}
