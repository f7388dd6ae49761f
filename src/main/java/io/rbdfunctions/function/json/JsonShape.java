package io.rbdfunctions.function.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.validation.Violations;
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
@FunctionalInterface
public interface JsonShape {
    int MAX_ELEMENTS = 1000;
    int MAX_NAME_IN_MESSAGE = 80;

    Map<Type, JsonShape> SCALARS = Map.of(
            String.class, scalar(JsonNode::isTextual, "a string"),
            Boolean.class, scalar(JsonNode::isBoolean, "true or false"),
            Integer.class, scalar(node -> node.isIntegralNumber() && node.canConvertToInt(), "a whole number"),
            SizeText.class, scalar(node -> node.isTextual() || node.isIntegralNumber(), "a string or a whole number"),
            JsonNode.class, scalar(_ -> true, "anything"));

    /** Adds a violation for each field of the wrong type below {@code path}. Null is allowed except in lists and maps. */
    void check(String path, JsonNode node, Violations violations);

    /** The shape of a record; throws {@link IllegalArgumentException} for components of an unsupported type. */
    static JsonShape of(Class<? extends Record> type) {
        Map<String, JsonShape> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            // The annotation cannot target a record component; the compiler puts it on the accessor.
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            fields.put(renamed == null ? component.getName() : renamed.value(), of(component.getGenericType()));
        }
        return object((path, name, node, violations) -> {
            JsonShape field = fields.get(name);
            if (field == null) {
                violations.add(path, "is unknown; known are " + String.join(", ", fields.keySet()));
            } else if (!node.isNull()) {
                field.check(path, node, violations);
            }
        });
    }

    private static JsonShape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            JsonShape element = of(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class
                    ? list(element)
                    : object((path, _, node, violations) -> element.check(path, node, violations));
        }
        JsonShape scalar = SCALARS.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no shape for " + type);
    }

    private static JsonShape scalar(Predicate<JsonNode> isValid, String expected) {
        return (path, node, violations) -> {
            if (!isValid.test(node)) {
                violations.add(path, "must be " + expected);
            }
        };
    }

    private static JsonShape list(JsonShape element) {
        return (path, node, violations) -> {
            if (!node.isArray()) {
                violations.add(path, "must be a list");
            } else if (isSmall(path, node, violations)) {
                for (int i = 0; i < node.size(); i++) {
                    element.check("%s[%d]".formatted(path, i), node.get(i), violations);
                }
            }
        };
    }

    private static JsonShape object(FieldCheck fields) {
        return (path, node, violations) -> {
            if (!node.isObject()) {
                violations.add(path, "must be an object");
            } else if (isSmall(path, node, violations)) {
                node.properties()
                        .forEach(field ->
                                fields.check(join(path, field.getKey()), field.getKey(), field.getValue(), violations));
            }
        };
    }

    /** Checks one field of an object; {@code path} includes its name. */
    @FunctionalInterface
    interface FieldCheck {
        void check(String path, String name, JsonNode node, Violations violations);
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
