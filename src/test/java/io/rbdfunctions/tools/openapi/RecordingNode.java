package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** An empty object that records the names of the fields that are read from it. */
@SuppressWarnings("unchecked") // ObjectNode overrides deepCopy with a cast
final class RecordingNode extends ObjectNode {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> names = new LinkedHashSet<>();

    RecordingNode() {
        super(JsonNodeFactory.instance);
    }

    Set<String> names() {
        return names;
    }

    @Override
    public JsonNode path(String name) {
        names.add(name);
        return super.path(name);
    }
}
