package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Makes a ConfigMap of files, as {@code configMapGenerator} of a kustomization does, under its plain name. */
record ConfigMapGenerator(Path directory, JsonNode definition) {
    private static final Set<String> KNOWN = Set.of("name", "namespace", "files", "options");

    Manifest generate() {
        JsonNode options = definition.path("options");
        Kustomization.requireOnly(KNOWN, definition);
        Kustomization.requireOnly(Set.of("disableNameSuffixHash", "labels"), options);
        if (!options.path("disableNameSuffixHash").asBoolean()) {
            throw new IllegalArgumentException("only names without a hash are supported: " + definition);
        }
        ObjectNode configMap = JsonNodeFactory.instance.objectNode();
        configMap.put("apiVersion", "v1").put("kind", "ConfigMap");
        configMap
                .putObject("metadata")
                .put("name", definition.path("name").asText())
                .put("namespace", definition.path("namespace").asText())
                .set("labels", options.path("labels").deepCopy());
        ObjectNode data = configMap.putObject("data");
        definition.path("files").forEach(file -> data.put(file.asText(), read(directory.resolve(file.asText()))));
        return new Manifest(configMap);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
