package io.rbdfunctions.function.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.validation.Violations;
import org.jspecify.annotations.Nullable;

/** A size as sent: a Kubernetes quantity, or a whole number of bytes. */
public record SizeText(String text) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SizeText of(JsonNode node) {
        return new SizeText(node.asText());
    }

    static @Nullable public Capacity capacity(@Nullable SizeText size, Violations violations) {
        if (size == null) {
            violations.add("size", "is missing: give a Kubernetes quantity such as 1Gi, or a whole number of bytes");
            return null;
        }
        return violations.read("size", size.text, Capacity::parse);
    }
}
