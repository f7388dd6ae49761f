package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A payload that violates one constraint of a schema.
 *
 * @param fields the paths of which the answer must name one
 */
record SchemaViolation(String constraint, List<String> fields, ObjectNode payload) {
    private static final JsonNode WRONG = DoubleNode.valueOf(0.5);
    private static final String UNKNOWN = "noSuchField";

    /** One violation for each constraint of the schema. */
    static List<SchemaViolation> of(ObjectNode schema) {
        SamplePayload sample = new SamplePayload(schema);
        List<SchemaViolation> all = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            violate(property.getValue(), (constraint, value) -> {
                ObjectNode payload = sample.with(name);
                payload.set(name, value);
                all.add(new SchemaViolation(constraint, List.of(name), payload));
            });
            if (property.getValue().has("properties")) {
                of((ObjectNode) property.getValue()).forEach(inner -> all.add(inner.within(name, sample.with(name))));
            }
        });
        sample.required().forEach(name -> all.add(without("required", List.of(name), sample.with(""))));
        sample.groups().forEach(group -> addGroup(all, group, sample));
        if (schema.path("additionalProperties").isBoolean()) {
            ObjectNode payload = sample.with("");
            payload.set(UNKNOWN, BooleanNode.TRUE);
            all.add(new SchemaViolation("additionalProperties", List.of(UNKNOWN), payload));
        }
        return all;
    }

    private static void addGroup(List<SchemaViolation> all, JsonNode group, SamplePayload sample) {
        List<String> names = SamplePayload.names(group);
        ObjectNode neither = sample.with("");
        all.add(without(group.has("oneOf") ? "oneOf" : "anyOf", names, neither));
        if (group.has("oneOf")) {
            ObjectNode both = sample.with(names.getFirst());
            both.setAll(sample.with(names.getLast()));
            all.add(new SchemaViolation("oneOf", names, both));
        }
    }

    private static SchemaViolation without(String constraint, List<String> names, ObjectNode payload) {
        payload.remove(names);
        return new SchemaViolation(constraint, names, payload);
    }

    private SchemaViolation within(String name, ObjectNode outer) {
        outer.set(name, payload);
        return new SchemaViolation(
                constraint, fields.stream().map(field -> name + "." + field).toList(), outer);
    }

    /** Passes on a value for each constraint of a field. */
    private static void violate(JsonNode schema, BiConsumer<String, JsonNode> add) {
        schema.properties().forEach(entry -> {
            JsonNode limit = entry.getValue();
            switch (entry.getKey()) {
                case "type" -> add.accept("type", WRONG);
                case "enum" -> add.accept("enum", TextNode.valueOf("NoSuchValue"));
                case "pattern" -> add.accept("pattern", TextNode.valueOf(notMatching(limit.textValue())));
                case "minLength" -> add.accept("minLength", TextNode.valueOf(""));
                case "maxLength" -> add.accept("maxLength", TextNode.valueOf("a".repeat(limit.intValue() + 1)));
                case "minimum" -> add.accept("minimum", LongNode.valueOf(limit.longValue() - 1));
                case "maximum" -> add.accept("maximum", LongNode.valueOf(limit.longValue() + 1));
                case "maxItems" -> add.accept("maxItems", many(schema.at("/examples/0/0"), limit.intValue() + 1));
                case "items" ->
                    violate(limit, (constraint, value) -> add.accept("items." + constraint, many(value, 1)));
                case "additionalProperties" -> {
                    if (limit.isObject()) {
                        ObjectNode map = JsonNodeFactory.instance.objectNode();
                        map.set("a", WRONG);
                        add.accept("additionalProperties.type", map);
                    }
                }
                case "properties", "required", "oneOf", "anyOf", "allOf" -> {} // of nested objects
                case "description", "examples", "default" -> {} // no constraints
                default -> throw new IllegalStateException("unknown constraint: " + entry.getKey());
            }
        });
    }

    private static String notMatching(String pattern) {
        return Stream.of("*", " ", "A?")
                .filter(Pattern.compile(pattern).asMatchPredicate().negate())
                .findFirst()
                .orElseThrow();
    }

    private static ArrayNode many(JsonNode element, int times) {
        return Stream.generate(() -> element)
                .limit(times)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        all -> JsonNodeFactory.instance.arrayNode().addAll(all)));
    }

    @Override
    public String toString() {
        return constraint + " of " + String.join(", ", fields);
    }
}
