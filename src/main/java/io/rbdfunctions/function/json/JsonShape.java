package io.rbdfunctions.function.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.validation.Violations;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fields and types that JSON must have to be bound to a record. Stricter than Jackson, which ignores unknown fields and
 * converts numbers to strings; and it reports all violations together.
 */
public sealed interface JsonShape {
    int MAX_ELEMENTS = 1000;
    int MAX_NAME_IN_MESSAGE = 80;

    /** Adds a violation for each field of the wrong type below {@code path}. Null is allowed except in lists and maps. */
    void check(String path, JsonNode node, Violations violations);

    static JsonShape of(Class<? extends Record> type) {
        Map<String, JsonShape> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(nameOf(component), of(component.getGenericType()));
        }
        return new Fields(fields);
    }

    private static String nameOf(RecordComponent component) {
        // The annotation cannot target a record component; the compiler puts it on the accessor.
        AnnotatedElement accessor = component.getAccessor();
        JsonProperty renamed = accessor.getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static JsonShape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            JsonShape element = of(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class ? new Elements(element) : new Entries(element);
        }
        if (type instanceof Class<?> plain && plain.isRecord() && plain != SizeText.class) {
            return of(plain.asSubclass(Record.class));
        }
        return Scalar.of(type);
    }

    /** A single value. */
    record Scalar(Predicate<JsonNode> fits, String expected) implements JsonShape {
        private static final Map<Type, Scalar> OF_TYPE = Map.of(
                String.class, new Scalar(JsonNode::isTextual, "a string"),
                Boolean.class, new Scalar(JsonNode::isBoolean, "true or false"),
                Integer.class, new Scalar(node -> node.isIntegralNumber() && node.canConvertToInt(), "a whole number"),
                SizeText.class,
                        new Scalar(node -> node.isTextual() || node.isIntegralNumber(), "a string or a whole number"),
                JsonNode.class, new Scalar(_ -> true, "anything"));

        static JsonShape of(Type type) {
            Scalar scalar = OF_TYPE.get(type);
            if (scalar == null) {
                throw new IllegalArgumentException("no shape for " + type);
            }
            return scalar;
        }

        @Override
        public void check(String path, JsonNode node, Violations violations) {
            if (!fits.test(node)) {
                violations.add(path, "must be " + expected);
            }
        }
    }

    /** A list. */
    record Elements(JsonShape element) implements JsonShape {
        @Override
        public void check(String path, JsonNode node, Violations violations) {
            if (!node.isArray()) {
                violations.add(path, "must be a list");
                return;
            }
            if (isSmall(path, node, violations)) {
                for (int i = 0; i < node.size(); i++) {
                    element.check("%s[%d]".formatted(path, i), node.get(i), violations);
                }
            }
        }
    }

    /** An object with arbitrary field names. */
    record Entries(JsonShape value) implements JsonShape {
        @Override
        public void check(String path, JsonNode node, Violations violations) {
            if (!node.isObject()) {
                violations.add(path, "must be an object");
                return;
            }
            if (isSmall(path, node, violations)) {
                node.properties()
                        .forEach(entry -> value.check(join(path, entry.getKey()), entry.getValue(), violations));
            }
        }
    }

    /** An object with known fields. */
    record Fields(Map<String, JsonShape> shapes) implements JsonShape {
        @Override
        public void check(String path, JsonNode node, Violations violations) {
            if (!node.isObject()) {
                violations.add(path, "must be an object");
                return;
            }
            if (isSmall(path, node, violations)) {
                node.properties().forEach(entry -> check(path, entry.getKey(), entry.getValue(), violations));
            }
        }

        private void check(String path, String name, JsonNode node, Violations violations) {
            JsonShape shape = shapes.get(name);
            if (shape == null) {
                violations.add(join(path, name), "is unknown; known are " + String.join(", ", shapes.keySet()));
            } else if (!node.isNull()) {
                shape.check(join(path, name), node, violations);
            }
        }
    }

    /** Limits the work and the reply: a body of 1 MiB could have half a million violations. */
    private static boolean isSmall(String path, JsonNode node, Violations violations) {
        if (node.size() <= MAX_ELEMENTS) {
            return true;
        }
        violations.add(path, "must have at most %d elements".formatted(MAX_ELEMENTS));
        return false;
    }

    private static String join(String path, String name) {
        String shortened = name.length() > MAX_NAME_IN_MESSAGE ? name.substring(0, MAX_NAME_IN_MESSAGE) + "..." : name;
        return path.isEmpty() ? shortened : path + "." + shortened;
    }
}
