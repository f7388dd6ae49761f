package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.volume.validation.Violation;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Finds out which fields a reader requires: each violation of an empty object is compared with those of objects that have one
 * or two fields.
 */
record RequiredFields(String prefix, Function<ObjectNode, List<Violation>> reader, FieldDescriptions descriptions) {

    /** Adds {@code required}, {@code oneOf} and {@code anyOf} to a schema. */
    void addTo(ObjectNode schema, List<String> names) {
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        for (Violation missing : new LinkedHashSet<>(violations())) {
            List<String> remedies =
                    names.stream().filter(name -> !isReported(missing, name)).toList();
            if (remedies.isEmpty()) {
                throw new IllegalStateException("no example of a field remedies: " + missing);
            }
            if (remedies.size() == 1) {
                required.add(remedies.getFirst());
            } else {
                groups.add(group(missing, remedies));
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (groups.size() == 1) {
            schema.setAll((ObjectNode) groups.get(0));
        } else if (!groups.isEmpty()) {
            schema.set("allOf", groups);
        }
    }

    private ObjectNode group(Violation missing, List<String> remedies) {
        boolean isExclusive = remedies.stream()
                .allMatch(one ->
                        remedies.stream().allMatch(other -> one.equals(other) || isReported(missing, one, other)));
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        ArrayNode alternatives = group.putArray(isExclusive ? "oneOf" : "anyOf");
        remedies.forEach(name -> alternatives.addObject().putArray("required").add(name));
        return group;
    }

    private boolean isReported(Violation missing, String... names) {
        return violations(names).contains(missing);
    }

    private List<Violation> violations(String... names) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        Arrays.stream(names).forEach(name -> payload.set(name, descriptions.example(prefix + name)));
        return reader.apply(payload).stream()
                .filter(violation -> violation.field().startsWith(prefix))
                .toList();
    }
}
