package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.support.manifest.Yaml;
import java.nio.file.Path;

/** What the code does not say about fields: their meaning, an example and their limits. */
final class FieldDescriptions {
    static final Path FILE = Path.of("src/test/resources/openapi/fields.yaml");

    private final ObjectNode fields = Yaml.documents(FILE).getFirst();

    /**
     * The description of a field of a payload, as a part of a JSON Schema.
     *
     * @param path such as {@code claim.uid}
     * @throws IllegalStateException if there is none
     */
    ObjectNode payload(String path) {
        if (fields.path("payload").path(path) instanceof ObjectNode described
                && described.hasNonNull("description")
                && !described.at("/examples/0").isMissingNode()) {
            return described.deepCopy();
        }
        throw new IllegalStateException("describe the field %s with an example in %s".formatted(path, FILE));
    }

    JsonNode example(String path) {
        return payload(path).at("/examples/0");
    }

    /**
     * The meaning of a property of replies that its record does not describe.
     *
     * @throws IllegalStateException if there is none
     */
    String reply(Class<?> type, String property) {
        JsonNode described = fields.path("reply").path(property);
        if (described.isTextual()) {
            return described.textValue();
        }
        throw new IllegalStateException("describe %s with @param in the Javadoc of %s, or in %s"
                .formatted(property, type.getSimpleName(), FILE));
    }
}
