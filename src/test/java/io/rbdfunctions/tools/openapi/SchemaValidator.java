package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.rbdfunctions.function.payload.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks payloads and replies against the description that is shipped. */
public final class SchemaValidator {
    static final Path FILE = Path.of("src/main/resources/io/rbdfunctions/function/openapi.json");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode document;

    public SchemaValidator() {
        try {
            document = (ObjectNode) MAPPER.readTree(Files.readString(FILE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ObjectNode payloadSchema(Endpoint endpoint) {
        String reference = operation(endpoint)
                .at("/requestBody/content/application~1json/schema/$ref")
                .textValue();
        return (ObjectNode) document.at(reference.substring(1));
    }

    JsonNode examples(Endpoint endpoint) {
        return operation(endpoint).at("/requestBody/content/application~1json/examples");
    }

    private JsonNode operation(Endpoint endpoint) {
        return document.path("paths").path(endpoint.path()).path("post");
    }

    /** What is wrong with a payload; empty if it is valid. */
    List<String> payloadProblems(Endpoint endpoint, JsonNode payload) {
        return problems(payloadSchema(endpoint), payload);
    }

    /** What is wrong with a reply of status 200; empty if it is valid. */
    public List<String> replyProblems(Endpoint endpoint, String reply) throws JsonProcessingException {
        JsonNode schema = operation(endpoint).at("/responses/200/content/application~1json/schema");
        return problems((ObjectNode) schema, MAPPER.readTree(reply));
    }

    /** What is wrong with a problem document; empty if it is valid. */
    List<String> problemProblems(String problem) throws JsonProcessingException {
        return problems((ObjectNode) document.at("/components/schemas/ProblemDocument"), MAPPER.readTree(problem));
    }

    private List<String> problems(ObjectNode schema, JsonNode value) {
        ObjectNode root = schema.deepCopy();
        root.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
