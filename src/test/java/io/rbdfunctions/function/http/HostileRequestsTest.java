package io.rbdfunctions.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.support.SurvivalReport;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All hostile requests, with both Funqy bindings and with each of them alone. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class HostileRequestsTest {
    private static final SurvivalReport REPORT = SurvivalReport.hostile(HostileRequestsTest.class);

    @Inject
    ScriptedOperations operations;

    @Inject
    Router router;

    static List<HostileRequests.Row> rows() {
        return HostileRequests.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void repliesAsExpected(HostileRequests.Row row) {
        REPORT.attempt("requests that Funqy alone handles wrongly", () -> check(row));
    }

    @ParameterizedTest(name = "without binding {0} of 2")
    @ValueSource(ints = {0, 1})
    void repliesTheSameWithEitherBinding(int without) {
        // Given
        List<Route> disabled = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.values()) {
            List<Route> bindings = functionRoutes(endpoint);
            assertThat(bindings).as("bindings of %s", endpoint).hasSize(2);
            disabled.add(bindings.get(without));
        }
        disabled.forEach(Route::disable);

        // When, Then
        try {
            SoftAssertions.assertSoftly(
                    softly -> HostileRequests.rows().forEach(row -> softly.check(() -> check(row))));
        } finally {
            disabled.forEach(Route::enable);
        }
    }

    private List<Route> functionRoutes(Endpoint endpoint) {
        return router.getRoutes().stream()
                .filter(route -> endpoint.path().equals(route.getPath()))
                .toList();
    }

    private void check(HostileRequests.Row row) {
        operations.reset();
        row.script().accept(operations);

        Answer answer = new RawHttp().send(row.requestLine(), row.headers(), row.body());

        assertThat(answer.status()).as("%s: %s", row, answer).isEqualTo(row.status());
        assertThat(answer.body()).as(row.id()).contains(row.content());
        boolean isProblem = answer.status() >= 400;
        assertThat(answer.header("Content-Type").orElse("").equals("application/problem+json"))
                .as("%s: %s", row, answer)
                .isEqualTo(isProblem);
        if (isProblem) {
            assertThat(answer.body())
                    .as(row.id())
                    .contains("\"type\":\"urn:rbdfunctions:problem:", "\"status\":" + row.status())
                    .doesNotContain("Exception", "\tat ", "boom");
        }
        assertThat(operations.requests()).as(row.id()).hasSize(row.runs() ? 1 : 0);
    }
}
