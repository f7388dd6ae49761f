package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Selects objects of a kustomization, as the target of a patch or of a replacement.
 *
 * @param fields the fields that an object must have; those that are left out match all objects
 */
record Selector(JsonNode fields) {
    static final Set<String> KNOWN = Set.of("group", "version", "kind", "name", "namespace");

    boolean matches(Manifest manifest) {
        return has("group", manifest.group())
                && has("version", manifest.version())
                && has("kind", manifest.kind())
                && has("name", manifest.name())
                && has("namespace", manifest.namespace());
    }

    private boolean has(String field, String value) {
        return fields.path(field).asText(value).equals(value);
    }

    List<Manifest> in(List<Manifest> manifests) {
        return manifests.stream().filter(this::matches).toList();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
