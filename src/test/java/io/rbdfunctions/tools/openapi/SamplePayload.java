package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Builds valid payloads from the examples in a schema. */
record SamplePayload(ObjectNode schema) {

    /** The required fields, and the given one. */
    ObjectNode with(String field) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        required().forEach(name -> add(payload, name));
        groups().forEach(group -> {
            List<String> names = names(group);
            if (names.contains(field)) {
                add(payload, field);
            } else if (names.stream().noneMatch(payload::has)) {
                add(payload, first(names));
            }
        });
        if (!field.isEmpty()) {
            add(payload, field);
        }
        return payload;
    }

    /** The first one that is in no other group, which may exclude it. */
    private String first(List<String> names) {
        return names.stream()
                .filter(name -> groups().stream()
                                .filter(group -> names(group).contains(name))
                                .count()
                        == 1)
                .findFirst()
                .orElseThrow();
    }

    private void add(ObjectNode payload, String name) {
        payload.set(name, schema.path("properties").path(name).at("/examples/0"));
    }

    List<String> required() {
        return stream(schema.path("required")).map(JsonNode::textValue).toList();
    }

    /** The alternatives, each with {@code oneOf} or {@code anyOf}. */
    List<JsonNode> groups() {
        return Stream.concat(Stream.of(schema), stream(schema.path("allOf")))
                .filter(part -> part.has("oneOf") || part.has("anyOf"))
                .map(JsonNode.class::cast)
                .toList();
    }

    static List<String> names(JsonNode group) {
        return stream(group.has("oneOf") ? group.path("oneOf") : group.path("anyOf"))
                .map(alternative -> alternative.at("/required/0").textValue())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
