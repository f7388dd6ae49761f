package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.validation.Spelling;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object. Each method reads the field of a name, and returns null if it is absent, null, or of a wrong
 * type, which is a violation. Stricter than Jackson, which ignores unknown fields and converts numbers to strings.
 */
final class JsonFields {
    private static final int MAX_ELEMENTS = 1000;
    private static final int MAX_NAME_IN_MESSAGE = 80;

    private final String path;
    private final JsonNode object;
    private final Violations violations;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param path where the object is in the payload; empty for the payload itself */
    JsonFields(String path, JsonNode object, Violations violations) {
        this.path = path;
        this.object = object;
        this.violations = violations;
    }

    /** Whether the field is present, even with a wrong type. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    @Nullable JsonNode any(String name) {
        return read(name, _ -> true, "anything");
    }

    boolean flag(String name) {
        JsonNode flag = read(name, JsonNode::isBoolean, "true or false");
        return flag != null && flag.booleanValue();
    }

    int wholeNumber(String name, int ifAbsent) {
        JsonNode number = read(name, value -> value.isIntegralNumber() && value.canConvertToInt(), "a whole number");
        return number == null ? ifAbsent : number.intValue();
    }

    @Nullable String textOrWholeNumber(String name) {
        JsonNode value = read(name, it -> it.isTextual() || it.isIntegralNumber(), "a string or a whole number");
        return value == null ? null : value.asText();
    }

    /** Converts a text. */
    <T> @Nullable T text(String name, Function<String, T> convert) {
        JsonNode text = read(name, JsonNode::isTextual, "a string");
        return violations.read(join(name), text == null ? null : text.textValue(), convert);
    }

    /** Converts a text that must be present. */
    <T> @Nullable T requiredText(String name, String ifMissing, Function<String, T> convert) {
        if (!has(name)) {
            violations.add(join(name), ifMissing);
        }
        return text(name, convert);
    }

    @Nullable List<String> texts(String name) {
        JsonNode list = read(name, JsonNode::isArray, "a list");
        if (list == null || !isSmall(join(name), list)) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (isValid("%s[%d]".formatted(join(name), i), list.get(i), JsonNode::isTextual, "a string")) {
                texts.add(list.get(i).textValue());
            }
        }
        return texts.size() == list.size() ? texts : null;
    }

    @Nullable Map<String, String> textsByKey(String name) {
        JsonNode map = read(name, JsonNode::isObject, "an object");
        if (map == null || !isSmall(join(name), map)) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEachEntry((key, value) -> {
            if (isValid(join(name, key), value, JsonNode::isTextual, "a string")) {
                texts.put(key, value.textValue());
            }
        });
        return texts.size() == map.size() ? texts : null;
    }

    @Nullable JsonFields object(String name) {
        JsonNode nested = read(name, JsonNode::isObject, "an object");
        return nested == null ? null : new JsonFields(join(name), nested, violations);
    }

    /** Adds a violation of a field. */
    void reject(String name, String message) {
        violations.add(join(name), message);
    }

    /** Adds a violation for each field that was not read. */
    void rejectOthers() {
        if (isSmall(path, object)) {
            object.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    violations.add(join(name), unknown(name));
                }
            });
        }
    }

    private String unknown(String name) {
        if (known.isEmpty()) {
            return "is unknown: this function takes no fields";
        }
        String all = String.join(", ", known);
        return Spelling.closest(name, known)
                .map(closest -> "is unknown: did you mean %s? (known are %s)".formatted(closest, all))
                .orElse("is unknown; known are " + all);
    }

    private @Nullable JsonNode read(String name, Predicate<JsonNode> isValid, String expected) {
        known.add(name);
        JsonNode value = object.path(name);
        return has(name) && isValid(join(name), value, isValid, expected) ? value : null;
    }

    private boolean isValid(String at, JsonNode value, Predicate<JsonNode> isValid, String expected) {
        boolean isExpected = isValid.test(value);
        if (!isExpected) {
            violations.add(at, "must be " + expected);
        }
        return isExpected;
    }

    /** Limits the work and the reply: a body of 1 MiB could have half a million violations. */
    private boolean isSmall(String at, JsonNode node) {
        if (node.size() <= MAX_ELEMENTS) {
            return true;
        }
        violations.add(at, "must have at most %d elements".formatted(MAX_ELEMENTS));
        return false;
    }

    private String join(String name) {
        return join(path, name);
    }

    private static String join(String path, String name) {
        String shortened = Text.visible(
                name.length() > MAX_NAME_IN_MESSAGE ? name.substring(0, MAX_NAME_IN_MESSAGE) + "..." : name);
        return path.isEmpty() ? shortened : path + "." + shortened;
    }
}
