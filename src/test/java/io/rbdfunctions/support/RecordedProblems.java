package io.rbdfunctions.support;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

/** Gives the problem documents that REST Assured gets to the {@link MessageRecorder}, in all tests with an application. */
public final class RecordedProblems implements QuarkusTestBeforeEachCallback {
    private static final Filter FILTER = new ProblemFilter();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (!RestAssured.filters().contains(FILTER)) {
            RestAssured.filters(FILTER);
        }
    }

    private static final class ProblemFilter implements Filter {
        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification expected,
                FilterContext context) {
            Response response = context.next(request, expected);
            if (String.valueOf(response.contentType()).startsWith("application/problem+json")) {
                MessageRecorder.problem(response.asString());
            }
            return response;
        }
    }
}
