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
 * The form that JSON must have to be read into a record: which fields there are and what each may hold. Stricter than the
 * reader behind it, which passes over unknown fields and makes text of numbers, and tells of everything at once.
 */
public sealed interface JsonShape {
    int MOST = 1000;
    int SHOWN = 80;

    /** Adds a violation for whatever does not fit, below the field {@code path}. Null fits everywhere but in a list or map. */
    void check(String path, JsonNode node, Violations violations);

    static JsonShape of(Class<? extends Record> type) {
        Map<String, JsonShape> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(nameOf(component), of(component.getGenericType()));
        }
        return new Fields(fields);
    }

    private static String nameOf(RecordComponent component) {
        // The annotation's targets don't include record components, so it is found on the accessor.
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
    record Scalar(Predicate<JsonNode> fits, String wanted) implements JsonShape {
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
                violations.add(path, "must be " + wanted);
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

    /** A map from names that the caller chooses. */
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

    /** An object with names that are ours. */
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
            JsonShape jsonShape = shapes.get(name);
            if (jsonShape == null) {
                violations.add(join(path, name), "is unknown; known are " + String.join(", ", shapes.keySet()));
            } else if (!node.isNull()) {
                jsonShape.check(join(path, name), node, violations);
            }
        }
    }

    /** Bounds the work and the answer: a body of 1 MiB has room for half a million misfits. */
    private static boolean isSmall(String path, JsonNode node, Violations violations) {
        if (node.size() <= MOST) {
            return true;
        }
        violations.add(path, "must have at most %d elements".formatted(MOST));
        return false;
    }

    private static String join(String path, String name) {
        String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
