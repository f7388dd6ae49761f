package io.rbdfunctions.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/** A JSON patch that the server rejects with 409 if the object has changed since it was read. */
final class Patch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode operations = JSON.createArrayNode();

    private Patch() {}

    static Patch of(HasMetadata read) {
        return new Patch().set("/metadata/resourceVersion", read.getMetadata().getResourceVersion());
    }

    /** Adds or replaces a field. Its parent must exist. */
    Patch set(String path, @Nullable Object value) {
        operations.addObject().put("op", "add").put("path", path).set("value", JSON.valueToTree(value));
        return this;
    }

    @Override
    public String toString() {
        return operations.toString();
    }
}
