package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static io.rbdfunctions.function.http.FunctionRequests.PROVISION;
import static io.rbdfunctions.function.http.FunctionRequests.STRUCTURED;
import static io.rbdfunctions.function.http.FunctionRequests.binary;
import static io.rbdfunctions.function.http.FunctionRequests.structured;
import static io.rbdfunctions.function.http.FunctionRequests.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.function.review.ReviewSamples;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate rejects invalid headers and events in every form, and accepts all valid ones. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class GateContentTest {
    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Content-Type: application/json; charset=utf-8",
                "Content-Type: application/json;charset=\"UTF-8\"",
                "CONTENT-TYPE: Application/JSON ; Charset=UTF-8",
                "content-type:application/json",
                "Content-Type: application/json; profile=x"
            })
    void acceptsAllFormsOfTheJsonMediaType(String header) {
        assertStatus(200, "POST /delete", List.of(header), DELETE);
    }

    /** A review must be answered, and nobody reads the answer to an event. */
    @Test
    void reviewsAreNotAcceptedAsEvents() {
        assertStatus(422, "POST /", binary("validate"), ReviewSamples.CLASS);
    }

    static Stream<Arguments> otherTypes() {
        return Stream.of(
                        List.of("Content-Type: application/json", "Content-Type: application/json"),
                        List.of("Content-Type: application/json", "Content-Type: text/plain"),
                        List.of("Content-Type: text/plain", "Content-Type: application/json"),
                        List.of("Content-Type: application/json, application/json"),
                        List.of("Content-Type: application/json; charset=utf-16"),
                        List.of("Content-Type: application/json; charset=iso-8859-1"),
                        List.of("Content-Type: application/json; charset=utf-8; charset=utf-7"),
                        List.of("Content-Type: application/jsonx"),
                        List.of("Content-Type: application/json-patch+json"),
                        List.of("Content-Type: application/cloudevents"),
                        List.of("Content-Type: application/cloudevents+jsonx"),
                        List.of("Content-Type: application/cloudevents+json+zip"),
                        List.of("Content-Type: application/cloudevents-batch+json"),
                        List.of("Content-Type: application/x-www-form-urlencoded"),
                        List.of("Content-Type: multipart/form-data; boundary=x"),
                        List.of("Content-Type:"),
                        List.of("Content-Type: ;"),
                        List.of("Content_Type: application/json"))
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherTypes")
    void rejectsOtherMediaTypes(List<String> headers) {
        assertStatus(415, "POST /delete", headers, DELETE);
        assertStatus(415, "POST /", with(without(binary("delete"), "Content-Type"), headers), DELETE);
    }

    @Test
    void rejectsCompressedBodies() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(DELETE.getBytes(StandardCharsets.UTF_8));
        }

        Answer answer =
                http.send("POST /delete HTTP/1.1", with(JSON, List.of("Content-Encoding: gzip")), zipped.toByteArray());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(operations.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ce-id: 1", "CE-ID: 1", "Ce-Type: io.rbdfunctions.volume.delete", "ce-x:", "ce-: 1"})
    void rejectsEventAttributesAtThePathOfAFunction(String header) {
        assertStatus(400, "POST /delete", with(JSON, List.of(header)), DELETE);
    }

    @Test
    void acceptsAttributesInAnyCaseAndOtherEmptyOnes() {
        List<String> headers = List.of(
                "Content-Type: application/json",
                "CE-ID: 1",
                "Ce-Source: /test",
                "cE-SpecVersion: 1.0",
                "ce-TYPE: io.rbdfunctions.volume.delete",
                "Ce-Namespace:",
                "Ce-Subject:",
                "Ce-Time: noon");

        assertStatus(200, "POST /", headers, DELETE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ce-id, ce_id: 1",
        "ce-id, ce-id:",
        "ce-id, ceid: 1",
        "ce-type, ce_type: io.rbdfunctions.volume.delete",
        "ce-type, ce-type:",
        "ce-source, ce-source:",
        "ce-specversion, ce-specversion: 1",
        "ce-specversion, ce-specversion: 1.1",
        "ce-specversion, ce-specversion: 0.3"
    })
    void requiresEachAttribute(String name, String header) {
        assertStatus(400, "POST /", with(without(binary("delete"), name + ":"), List.of(header)), DELETE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"ce-id: 1", "ce-type: io.rbdfunctions.volume.info", "CE-SOURCE: /test", "ce-specversion: 1.0"})
    void rejectsDuplicateAttributes(String second) {
        assertStatus(400, "POST /", binary("delete", second), DELETE);
    }

    @Test
    void theBodyOfAStructuredEventTakesPrecedenceOverHeaders() {
        List<String> headers = with(STRUCTURED, without(binary("delete"), "Content-Type"));

        assertStatus(200, "POST /", headers, structured("provision", PROVISION));

        assertThat(operations.requests()).hasOnlyElementsOfType(ProvisionRequest.class);
    }

    static Stream<Arguments> structuredEvents() {
        String valid = structured("delete", DELETE);
        return Stream.of(
                Arguments.of(200, valid.replace("{\"id\"", "{\"datacontenttype\":\"application/json\",\"id\"")),
                Arguments.of(
                        200,
                        valid.replace("{\"id\"", "{\"datacontenttype\":\"application/json; charset=utf-8\",\"id\"")),
                Arguments.of(
                        415,
                        valid.replace("{\"id\"", "{\"datacontenttype\":\"application/json; charset=utf-16\",\"id\"")),
                Arguments.of(415, valid.replace("{\"id\"", "{\"datacontenttype\":\"Application/JSON\",\"id\"")),
                Arguments.of(415, valid.replace("{\"id\"", "{\"datacontenttype\":\"application/jsonx\",\"id\"")),
                Arguments.of(415, valid.replace("{\"id\"", "{\"datacontenttype\":\"text/xml\",\"id\"")),
                Arguments.of(415, valid.replace("{\"id\"", "{\"datacontenttype\":null,\"id\"")),
                Arguments.of(415, valid.replace("{\"id\"", "{\"datacontenttype\":1,\"id\"")),
                Arguments.of(200, valid.replace("{\"id\"", "{\"subject\":\"\",\"extension\":null,\"more\":{},\"id\"")),
                Arguments.of(400, valid.replace("\"id\":\"1\"", "\"id\":1")),
                Arguments.of(400, valid.replace("\"id\":\"1\"", "\"id\":null")),
                Arguments.of(400, valid.replace("\"id\":\"1\"", "\"id\":\" \"")),
                Arguments.of(400, valid.replace("\"id\":\"1\"", "\"ID\":\"1\"")),
                Arguments.of(400, valid.replace("\"source\":\"/test\"", "\"source\":[]")),
                Arguments.of(400, valid.replace("\"1.0\"", "1.0")),
                Arguments.of(400, valid.replace("{\"id\"", "{\"type\":\"io.rbdfunctions.volume.info\",\"id\"")),
                Arguments.of(400, valid.replace("\"data\":", "\"data_base64\":\"e30=\",\"Data\":")),
                Arguments.of(400, valid.replace("\"data\":", "\"Data\":")),
                Arguments.of(400, structured("delete", "null")),
                Arguments.of(400, structured("delete", "[]")),
                Arguments.of(400, structured("delete", "\"{}\"")),
                Arguments.of(400, "[" + valid + "]"),
                Arguments.of(400, valid + valid));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("structuredEvents")
    void readsStructuredEventsStrictly(int status, String event) {
        assertStatus(status, "POST /", STRUCTURED, event);
    }

    private void assertStatus(int status, String target, List<String> headers, String body) {
        Answer answer = http.send(target + " HTTP/1.1", headers, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(operations.requests()).hasSize(status == 200 ? 1 : 0);
    }

    private static List<String> with(List<String> headers, List<String> more) {
        return Stream.concat(headers.stream(), more.stream()).toList();
    }
}
