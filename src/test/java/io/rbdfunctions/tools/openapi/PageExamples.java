package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.payload.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The calls in the blocks of {@code docs/api.md}, which another test runs. */
record PageExamples(String page) {
    private static final Pattern CALL = Pattern.compile("(?m)^post (\\w+) +'([^']*)'");

    static PageExamples read() {
        try {
            return new PageExamples(Files.readString(Path.of("docs/api.md")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<JsonNode> payloads(Endpoint endpoint) {
        return CALL.matcher(page)
                .results()
                .filter(call -> call.group(1).equals(endpoint.toString()))
                .map(call -> parse(call.group(2)))
                .toList();
    }

    /** As OpenAPI's map of examples, numbered. */
    ObjectNode of(Endpoint endpoint) {
        ObjectNode examples = JsonNodeFactory.instance.objectNode();
        for (JsonNode payload : payloads(endpoint)) {
            examples.putObject(endpoint + "-" + (examples.size() + 1)).set("value", payload);
        }
        if (examples.isEmpty()) {
            throw new IllegalStateException("docs/api.md has no example of " + endpoint);
        }
        return examples;
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException invalid) {
            throw new IllegalStateException("docs/api.md: " + json, invalid);
        }
    }
}
