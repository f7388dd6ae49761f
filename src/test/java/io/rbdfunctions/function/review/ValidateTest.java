package io.rbdfunctions.function.review;

import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static io.rbdfunctions.function.http.FunctionRequests.binary;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.IsolatedProfile;
import io.rbdfunctions.function.http.RawHttp;
import io.rbdfunctions.function.http.RawHttp.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The AdmissionReview protocol. Other tests cover the rules. */
@QuarkusTest
@TestProfile(IsolatedProfile.class)
final class ValidateTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String KEY = "AQBcanaryCanaryCanaryCanaryCanaryCanary==";

    private final RawHttp http = new RawHttp();

    @Test
    void repliesToAnAllowedChangeWithItsUid() throws JsonProcessingException {
        Answer answer = post("/validate?timeout=10s", ReviewSamples.CLASS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(MAPPER.readTree(answer.body())).isEqualTo(MAPPER.readTree("""
                        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview",
                         "response":{"uid":"%s","allowed":true}}""".formatted(ReviewSamples.UID)));
    }

    @Test
    void repliesToADeniedChangeWithADetailedStatus() throws JsonProcessingException {
        String wrong = ReviewSamples.CLASS.replace("\"pool\":\"kube\"", "\"pool\":\"a/b\",\"imageFormat\":\"1\"");

        JsonNode response = response(post("/validate?timeout=10s", wrong));

        assertThat(response.path("uid").asText()).isEqualTo(ReviewSamples.UID);
        assertThat(response.path("allowed").isBoolean()).isTrue();
        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.at("/status/status").asText()).isEqualTo("Failure");
        assertThat(response.at("/status/code").asInt()).isEqualTo(422);
        assertThat(response.at("/status/reason").asText()).isEqualTo("Invalid");
        assertThat(response.at("/status/message").asText())
                .startsWith("parameters.pool: invalid pool name \"a/b\"")
                .contains("; parameters.imageFormat: ceph imageformat 1 is no longer made");
        assertThat(response.at("/auditAnnotations/fields").asText())
                .isEqualTo("parameters.pool,parameters.imageFormat");
    }

    @Test
    void deniesAnInvalidClassOfAttributes() throws JsonProcessingException {
        JsonNode response = response(post("/validate?timeout=10s", ReviewSamples.ATTRIBUTES_CLASS));

        assertThat(response.at("/status/message").asText())
                .startsWith("parameters.maxReadIops: maxReadIops is \"many\": use a whole number from 1 to");
    }

    @Test
    void doesNotRepeatAKeyInTheWrongField() {
        Answer answer = post("/validate", ReviewSamples.CLASS.replace("\"ceph-admin\"", "\"" + KEY + "\""));

        assertThat(answer.body()).contains("<key>").doesNotContain("Canary");
    }

    @Test
    void returnsWarnings() throws JsonProcessingException {
        String zoned = ReviewSamples.CLASS.replace(
                "\"reclaimPolicy\":", "\"allowedTopologies\":[{\"matchLabelExpressions\":[]}],\"reclaimPolicy\":");

        assertThat(response(post("/validate", zoned)).path("warnings")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} of {1} {2}")
    @CsvSource({
        "UPDATE, storage.k8s.io, storageclasses",
        "CONNECT, '', persistentvolumeclaims",
        "DELETE, '', persistentvolumeclaims",
        "CREATE, '', pods"
    })
    void allowsChangesOfOtherObjects(String operation, String group, String resource) throws JsonProcessingException {
        String other = ReviewSamples.CLASS
                .replace("\"operation\":\"CREATE\"", "\"operation\":\"%s\"".formatted(operation))
                .replace(
                        "\"resource\":{\"group\":\"storage.k8s.io\",\"version\":\"v1\",\"resource\":\"storageclasses\"}",
                        "\"resource\":{\"group\":\"%s\",\"version\":\"v1\",\"resource\":\"%s\"}"
                                .formatted(group, resource));

        assertThat(response(post("/validate", other)).path("allowed").asBoolean())
                .isTrue();
    }

    @Test
    void allowsChangesOfTheStatusOfAClaim() throws JsonProcessingException {
        String status = ReviewSamples.CLAIM.replace(
                "\"operation\":\"CREATE\"", "\"operation\":\"UPDATE\",\"subResource\":\"status\"");

        assertThat(response(post("/validate", status)).path("allowed").asBoolean())
                .isTrue();
    }

    /** The failurePolicy of the webhook's configuration decides. */
    @Test
    void failsWithoutAnApiServer() {
        Answer answer = post("/validate", ReviewSamples.CLAIM);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:rbdfunctions:problem:unreachable");
    }

    static Stream<Arguments> malformedReviews() {
        return Stream.of(
                Arguments.of("{}", "apiVersion must be admission.k8s.io/v1"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1"),
                        "apiVersion must be admission.k8s.io/v1"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"kind\":\"AdmissionReview\"", "\"kind\":\"Review\""),
                        "kind must be AdmissionReview"),
                Arguments.of(
                        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}",
                        "request.uid is missing"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"uid\":\"" + ReviewSamples.UID, "\"uid\":\""),
                        "request.uid is missing"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"uid\":\"" + ReviewSamples.UID + "\"", "\"uid\":7"),
                        "request.uid is missing"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"operation\":\"CREATE\",", ""), "request.operation is missing"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"object\":", "\"objekt\":"),
                        "request.object must be an object with metadata"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"operation\":\"CREATE\"", "\"operation\":\"DELETE\""),
                        "request.oldObject must be an object with metadata"),
                Arguments.of(
                        ReviewSamples.CLASS.replace("\"parameters\":{", "\"parameters\":[1],\"parametersx\":{"),
                        "request.object is not a StorageClass"),
                Arguments.of(
                        ReviewSamples.CLAIM.replace("\"spec\":", "\"spek\":"),
                        "request.object must be an object with a spec"),
                Arguments.of(
                        ReviewSamples.CLAIM.replace("\"accessModes\":[\"ReadWriteOnce\"]", "\"accessModes\":{\"a\":1}"),
                        "request.object is not a PersistentVolumeClaim"),
                Arguments.of(
                        ReviewSamples.CLAIM.replace("\"namespace\":\"shop\",", ""), "request.namespace is missing"),
                Arguments.of("[]", "the body must be one JSON object"),
                Arguments.of(
                        ReviewSamples.CLASS + "{}",
                        "a second value follows the JSON object: send one object per request"),
                Arguments.of("", "the body is empty"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("malformedReviews")
    void rejectsMalformedReviews(String review, String detail) {
        Answer answer = post("/validate?timeout=10s", review);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(detail, "urn:rbdfunctions:problem:malformed");
    }

    @Test
    void acceptsReviewsAsPlainJsonOnly() {
        assertThat(http.send("POST /validate HTTP/1.1", STRUCTURED, ReviewSamples.CLASS)
                        .status())
                .isEqualTo(400);
        assertThat(http.send("POST /validate HTTP/1.1", binary("validate"), ReviewSamples.CLASS)
                        .status())
                .isEqualTo(400);
        assertThat(http.send("POST /validate HTTP/1.1", List.of("Content-Type: text/plain"), ReviewSamples.CLASS)
                        .status())
                .isEqualTo(415);
        assertThat(http.send("GET /validate HTTP/1.1", List.of(), "").status()).isEqualTo(405);
        assertThat(post("/validate/", ReviewSamples.CLASS).status()).isEqualTo(200);
        assertThat(post("/validate//", ReviewSamples.CLASS).status()).isEqualTo(404);
        assertThat(post("//validate", ReviewSamples.CLASS).status()).isEqualTo(404);
    }

    private Answer post(String target, String review) {
        return http.send("POST " + target + " HTTP/1.1", JSON, review);
    }

    private static JsonNode response(Answer answer) throws JsonProcessingException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body()).path("response");
    }
}
