package io.rbdfunctions.function.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.FunctionRequests;
import io.rbdfunctions.function.http.RawHttp;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.http.ScriptedOperations;
import io.rbdfunctions.function.http.WireProfile;
import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemDocument;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.support.SurvivalReport;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of hostile payloads and paths: none causes an internal error, no reply contains a key. The seed is fixed. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class HostilePayloadsTest {
    private static final int IN_PROCESS = 10_000;
    private static final int OVER_HTTP = 300;
    private static final int PATHS = 1_000;
    private static final long SEED = 20_261_123;

    private static final SurvivalReport REPORT = SurvivalReport.hostile(HostilePayloadsTest.class);

    private final ObjectMapper mapper = new ObjectMapper();

    @Inject
    ScriptedOperations operations;

    @ParameterizedTest
    @EnumSource
    void readsOrRejectsEveryPayload(Endpoint endpoint) throws JsonProcessingException {
        HostileJson hostile = new HostileJson(SEED);
        Map<ProblemKind, Integer> endings = new EnumMap<>(ProblemKind.class);
        int requests = 0;

        for (int i = 0; i < IN_PROCESS; i++) {
            byte[] body = hostile.next(endpoint);
            try {
                PayloadReader.read(endpoint, StrictJson.object(body));
                requests++;
            } catch (ProblemException | InvalidRequestException refused) {
                Problem problem = Problem.of(refused, 500);
                endings.merge(problem.kind(), 1, Integer::sum);
                assertThat(mapper.writeValueAsString(ProblemDocument.of(problem, 0, "")))
                        .as(new String(body, StandardCharsets.UTF_8))
                        .doesNotContain(HostileJson.KEY);
            }
        }

        // Each result must be frequent; otherwise the payloads are not hostile enough.
        assertThat(requests).isGreaterThan(IN_PROCESS / 50);
        assertThat(endings).containsOnlyKeys(ProblemKind.MALFORMED, ProblemKind.INVALID);
        assertThat(endings.values()).allMatch(times -> times > IN_PROCESS / 20);
        REPORT.add("hostile payloads, read or refused", IN_PROCESS, IN_PROCESS);
    }

    /** Without the sweep, whose payload is empty and which needs an API server. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SWEEP")
    void repliesToEveryPayloadOverHttp(Endpoint endpoint) {
        HostileJson hostile = new HostileJson(SEED);
        RawHttp http = new RawHttp();
        operations.reset();

        for (int i = 0; i < OVER_HTTP; i++) {
            byte[] body = hostile.next(endpoint);
            boolean asEvent = i % 3 == 0;
            Answer answer = asEvent
                    ? http.send("POST / HTTP/1.1", FunctionRequests.binary(endpoint.toString()), body)
                    : http.send("POST " + endpoint.path() + " HTTP/1.1", FunctionRequests.JSON, body);

            assertThat(answer.status())
                    .as("%s to %s", answer, new String(body, StandardCharsets.UTF_8))
                    .isIn(200, 400, 422);
            assertThat(answer.status() == 200 || !answer.body().contains(HostileJson.KEY))
                    .isTrue();
        }
        assertThat(operations.requests()).isNotEmpty();
        REPORT.add("hostile payloads over HTTP and as events", OVER_HTTP, OVER_HTTP);
    }

    @Test
    void onlyThePathOfAFunctionRunsIt() {
        Random random = new Random(SEED);
        RawHttp http = new RawHttp();
        List<String> pieces = List.of(
                "/",
                "/",
                "/",
                "//",
                ".",
                "..",
                "%2e",
                "%2f",
                ";",
                ";a=b",
                "delete",
                "delete",
                "%64elete",
                "DELETE",
                "q",
                "health",
                "?",
                "%00",
                "%",
                "\\",
                "localhost",
                "http://",
                "~",
                "%25");
        operations.reset();

        for (int i = 0; i < PATHS; i++) {
            String path = random.ints(1 + random.nextInt(6), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            int ranBefore = operations.requests().size();

            Answer answer = http.send("POST /" + path + " HTTP/1.1", FunctionRequests.JSON, FunctionRequests.DELETE);

            // One slash at the end and an empty query are allowed.
            boolean isExact = path.matches("delete/?[?]?");
            assertThat(answer.status())
                    .as("/%s: %s", path, answer)
                    .isIn(isExact ? List.of(200) : List.of(200, 400, 404, 405));
            assertThat(operations.requests().size() - ranBefore).as(path).isEqualTo(isExact ? 1 : 0);
        }
        REPORT.add("hostile paths", PATHS, PATHS);
    }
}
