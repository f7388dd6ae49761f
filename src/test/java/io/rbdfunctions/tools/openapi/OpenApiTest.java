package io.rbdfunctions.tools.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.rbdfunctions.function.payload.Endpoint;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the OpenAPI description: that it is that of the code, and valid. {@code -Dopenapi.update} writes it again. */
class OpenApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final ObjectNode GENERATED = OpenApiDocument.create();

    @Test
    void theFileIsThatOfTheCode() throws IOException {
        String expected = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(GENERATED) + "\n";
        if (System.getProperty("openapi.update") != null) {
            Files.writeString(SchemaValidator.FILE, expected);
        }

        assertThat(Files.readString(SchemaValidator.FILE))
                .as("update it: ./mvnw test -Dtest=OpenApiTest -Dopenapi.update")
                .isEqualTo(expected);
    }

    @Test
    void theDescriptionIsValid() {
        assertThat(problems(GENERATED)).isEmpty();
    }

    /** The test above relies on this. */
    @ParameterizedTest
    @ValueSource(strings = {"/info/title", "/paths/~1list/post/responses", "/components/securitySchemes/token/type"})
    void theValidatorFindsWhatIsMissing(String pointer) {
        ObjectNode broken = GENERATED.deepCopy();
        int name = pointer.lastIndexOf('/');
        ((ObjectNode) broken.at(pointer.substring(0, name))).remove(pointer.substring(name + 1));

        assertThat(problems(broken)).isNotEmpty();
    }

    private static List<String> problems(ObjectNode document) {
        return new OpenAPIV3Parser()
                .readContents(document.toString(), null, null)
                .getMessages();
    }

    @Test
    void everySchemaIsValid() {
        var metaSchema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(GENERATED.at("/components/schemas").properties())
                .hasSizeGreaterThan(20)
                .allSatisfy(schema -> assertThat(metaSchema.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @Test
    void everyReferenceResolves() {
        assertThat(GENERATED.findValuesAsText("$ref"))
                .hasSizeGreaterThan(100)
                .allSatisfy(reference -> assertThat(
                                GENERATED.at(reference.substring(1)).isObject())
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void theExamplesAreValid(Endpoint endpoint) {
        SchemaValidator validator = new SchemaValidator();

        assertThat(validator.examples(endpoint))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(validator.payloadProblems(endpoint, example.get("value")))
                        .isEmpty());
    }

    /** Each field once, with what is required. */
    @ParameterizedTest
    @EnumSource
    void schemaAndReaderAcceptEachField(Endpoint endpoint) {
        SchemaValidator validator = new SchemaValidator();
        ObjectNode schema = validator.payloadSchema(endpoint);
        List<ObjectNode> payloads = Stream.concat(Stream.of(""), fields(schema))
                .map(new SamplePayload(schema)::with)
                .toList();

        assertThat(payloads).allSatisfy(payload -> {
            assertThat(validator.payloadProblems(endpoint, payload)).isEmpty();
            assertThat(PayloadSchema.violations(endpoint, payload)).isEmpty();
        });
    }

    private static Stream<String> fields(JsonNode schema) {
        return schema.path("properties").propertyStream().map(Map.Entry::getKey);
    }
}
