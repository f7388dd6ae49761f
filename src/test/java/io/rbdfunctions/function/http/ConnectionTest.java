package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunked and long bodies, pipelining, and malformed HTTP. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class ConnectionTest {
    private static final int MEBIBYTE = 1 << 20;

    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @Test
    void readsABodyInChunks() {
        int half = DELETE.length() / 2;

        List<Answer> answers = http.exchange(bytes(head("/delete", "Transfer-Encoding: chunked")
                + chunk(DELETE.substring(0, half))
                + chunk(DELETE.substring(half))
                + chunk("")));

        assertThat(answers).extracting(Answer::status).containsExactly(200);
    }

    @Test
    void rejectsAChunkedBodyThatIsTooLong() {
        String chunks = chunk(" ".repeat(MEBIBYTE / 4)).repeat(8);

        List<Answer> answers = http.exchange(bytes(head("/delete", "Transfer-Encoding: chunked") + chunks + chunk("")));

        assertThat(answers).extracting(Answer::status).containsExactly(413);
        assertThat(answers.getFirst().body()).contains("urn:rbdfunctions:problem:too-large");
        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0} bytes: {1}")
    @CsvSource({"1048576, 200", "1048577, 413"})
    void acceptsBodiesUpToOneMebibyte(int length, int status) {
        String body = DELETE + " ".repeat(length - DELETE.length());

        assertThat(http.send("POST /delete HTTP/1.1", FunctionRequests.JSON, body)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void repliesToPipelinedRequestsInOrder() {
        String close = "Connection: close";
        byte[] requests = bytes(sized("/delete", DELETE, "X: 1")
                + "GET /delete HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + sized("/nothing", "{", "X: 1")
                + sized("/list", LIST, close));

        List<Answer> answers = http.exchange(requests);

        assertThat(answers).extracting(Answer::status).containsExactly(200, 405, 404, 200);
        assertThat(answers.getLast().body()).contains("\"images\":");
        assertThat(operations.requests()).hasSize(2);
    }

    @Test
    void doesNotRunRequestsSmuggledInABody() {
        String smuggled = sized("/delete", DELETE, "X: 1");

        http.exchange(bytes("POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n" + smuggled));

        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "NONSENSE, 400",
        "POST /de lete HTTP/1.1, 400",
        "POST /delete HTTP/9.9, 415",
        "POST  /delete HTTP/1.1, 415"
    })
    void rejectsMalformedRequestLines(String requestLine, int status) {
        List<Answer> answers = http.exchange(bytes(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"));

        assertThat(answers).extracting(Answer::status).containsExactly(status);
        assertThat(operations.requests()).isEmpty();
    }

    @Test
    void rejectsARequestWithoutHost() {
        List<Answer> answers = http.exchange(bytes("POST /delete HTTP/1.1\r\nConnection: close\r\n\r\n"));

        assertThat(answers).extracting(Answer::status).containsExactly(400);
        assertThat(answers.getFirst().body()).contains("urn:rbdfunctions:problem:malformed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"path, 414", "header, 431"})
    void rejectsLongPathsAndHeaders(String part, int status) {
        String longText = "a".repeat(70_000);
        String request = part.equals("path")
                ? "POST /" + longText + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
                : "POST / HTTP/1.1\r\nHost: localhost\r\nX: " + longText + "\r\n\r\n";

        assertThat(http.exchange(bytes(request))).extracting(Answer::status).containsExactly(status);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"/delete, 200", "//delete, 404", "/delete/, 200", "/delete//, 404", "/DELETE, 404", "/%64elete, 404"})
    void checksHttp2RequestsToo(String path, int status) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(DELETE))
                    .build();

            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    private static String head(String path, String header) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n%s\r\n\r\n"
                .formatted(path, header);
    }

    private static String sized(String path, String body, String header) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, header, body.length(), body);
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
