package io.rbdfunctions.tools.openapi;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemKind;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends payloads that violate the description to the functions. */
@QuarkusTest
class OpenApiViolationsTest {
    private static final SchemaValidator VALIDATOR = new SchemaValidator();

    @Test
    void theDescriptionIsServed() throws IOException {
        Response response = when().get("/openapi.json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(response.asString()))
                .isEqualTo(mapper.readTree(Files.readString(SchemaValidator.FILE)));
    }

    static Stream<Arguments> violations() {
        return Stream.of(Endpoint.values())
                .flatMap(endpoint -> SchemaViolation.of(VALIDATOR.payloadSchema(endpoint)).stream()
                        .map(violation -> Arguments.of(endpoint, violation)));
    }

    /** Each constraint of each payload, violated once. */
    @ParameterizedTest
    @MethodSource("violations")
    void aViolationIsRefusedWithItsField(Endpoint endpoint, SchemaViolation violation) throws IOException {
        assertThat(VALIDATOR.payloadProblems(endpoint, violation.payload())).isNotEmpty();

        Response response = given().contentType("application/json")
                .body(violation.payload().toString())
                .post(endpoint.path());

        assertThat(response.statusCode())
                .as("%s: %s", violation.payload(), response.asString())
                .isEqualTo(ProblemKind.INVALID.status(false));
        List<String> reported = response.jsonPath().getList("violations.field");
        assertThat(reported)
                .as(response.asString())
                .anyMatch(field -> violation.fields().stream()
                        .anyMatch(violated -> isWithin(field, violated) || isWithin(violated, field)));
        assertThat(VALIDATOR.problemProblems(response.asString())).isEmpty();
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }
}
