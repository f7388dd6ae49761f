package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.payload.PayloadReader;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.util.List;
import java.util.function.Function;

/**
 * Derives the JSON Schema of a payload from its reader: by the fields that it reads, and by its answers to wrong types and
 * missing fields. So the schema cannot differ from the reader. Only descriptions and limits come from elsewhere.
 */
final class PayloadSchema {
    /** Of no type that a field has. */
    private static final JsonNode WRONG = DoubleNode.valueOf(0.5);

    private static final String EXPECTED = "must be ";

    private final String prefix;
    private final Function<ObjectNode, List<Violation>> reader;
    private final FieldDescriptions descriptions;

    /** @param prefix the path of the object in the payload, with a dot at its end; empty for the payload itself */
    private PayloadSchema(String prefix, Function<ObjectNode, List<Violation>> reader, FieldDescriptions descriptions) {
        this.prefix = prefix;
        this.reader = reader;
        this.descriptions = descriptions;
    }

    static ObjectNode of(Endpoint endpoint, FieldDescriptions descriptions) {
        return new PayloadSchema("", payload -> violations(endpoint, payload), descriptions).schema();
    }

    static List<Violation> violations(Endpoint endpoint, ObjectNode payload) {
        try {
            PayloadReader.read(endpoint, payload);
            return List.of();
        } catch (InvalidRequestException invalid) {
            return invalid.violations();
        }
    }

    private ObjectNode schema() {
        ObjectNode schema = object().put("type", "object");
        List<String> names = names();
        ObjectNode properties = object();
        names.forEach(name -> properties.set(name, property(name)));
        schema.set("properties", properties);
        new RequiredFields(prefix, reader, descriptions).addTo(schema, names);
        return schema.put("additionalProperties", false);
    }

    private List<String> names() {
        RecordingNode recording = new RecordingNode();
        var _ = reader.apply(recording);
        return recording.names().stream().filter(this::isKnown).toList();
    }

    /** Fields are also read for other purposes, such as the subject of an event. */
    private boolean isKnown(String name) {
        return reader.apply(with(name, NullNode.instance)).stream()
                .noneMatch(violation -> violation.field().equals(prefix + name)
                        && violation.message().startsWith("is unknown"));
    }

    private ObjectNode property(String name) {
        ObjectNode property = switch (expectedType(name)) {
            case "true or false" -> object().put("type", "boolean");
            case "a whole number" -> object().put("type", "integer");
            case "a string" -> text();
            case "a string or a whole number" -> {
                ObjectNode either = object();
                either.putArray("type").add("string").add("integer");
                yield either;
            }
            case "a list" -> {
                ObjectNode list = object().put("type", "array");
                list.set("items", text());
                yield list;
            }
            case "an object" -> nested(name);
            default -> object();
        };
        merge(property, descriptions.payload(prefix + name));
        return property;
    }

    /** What the reader expects; empty if it accepts every type. */
    private String expectedType(String name) {
        return reader.apply(with(name, WRONG)).stream()
                .filter(violation -> violation.field().equals(prefix + name))
                .map(Violation::message)
                .filter(message -> message.startsWith(EXPECTED))
                .map(message -> message.substring(EXPECTED.length()))
                .findFirst()
                .orElse("");
    }

    private ObjectNode nested(String name) {
        RecordingNode recording = new RecordingNode();
        var _ = reader.apply(with(name, recording));
        if (recording.names().isEmpty()) {
            ObjectNode map = object().put("type", "object");
            map.set("additionalProperties", text());
            return map;
        }
        return new PayloadSchema(prefix + name + ".", value -> reader.apply(with(name, value)), descriptions).schema();
    }

    private static void merge(ObjectNode schema, ObjectNode more) {
        more.properties().forEach(entry -> {
            if (schema.get(entry.getKey()) instanceof ObjectNode inner
                    && entry.getValue() instanceof ObjectNode added) {
                merge(inner, added);
            } else {
                schema.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static ObjectNode text() {
        return object().put("type", "string");
    }

    private static ObjectNode with(String name, JsonNode value) {
        ObjectNode object = object();
        object.set(name, value);
        return object;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
