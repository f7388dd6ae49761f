package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Copies a field of one object into fields of others, as the replacements of kustomize do. */
record Replacement(JsonNode definition) {
    private static final Set<String> KNOWN_IN_TARGET = Set.of("select", "fieldPaths", "options");
    private static final Set<String> KNOWN_OPTIONS = Set.of("create", "delimiter", "index");

    void apply(List<Manifest> manifests) {
        Kustomization.requireOnly(Set.of("source", "targets"), definition);
        String value = source(manifests);
        definition.path("targets").forEach(target -> replace(target, value, manifests));
    }

    private String source(List<Manifest> manifests) {
        ObjectNode source = definition.path("source").deepCopy();
        FieldPath path = FieldPath.parse(source.remove("fieldPath").asText());
        Kustomization.requireOnly(Selector.KNOWN, source);
        List<Manifest> found = new Selector(source).in(manifests);
        if (found.size() != 1) {
            throw new IllegalArgumentException("%d objects match the source %s".formatted(found.size(), source));
        }
        ObjectNode holder = path.holders(found.getFirst().document()).getFirst();
        return holder.required(path.field()).asText();
    }

    private static void replace(JsonNode target, String value, List<Manifest> manifests) {
        Kustomization.requireOnly(KNOWN_IN_TARGET, target);
        Kustomization.requireOnly(Selector.KNOWN, target.path("select"));
        JsonNode options = target.path("options");
        Kustomization.requireOnly(KNOWN_OPTIONS, options);
        for (Manifest manifest : new Selector(target.path("select")).in(manifests)) {
            for (JsonNode path : target.path("fieldPaths")) {
                replace(manifest, FieldPath.parse(path.asText()), options, value);
            }
        }
    }

    private static void replace(Manifest manifest, FieldPath path, JsonNode options, String value) {
        boolean creates = options.path("create").asBoolean();
        List<ObjectNode> holders = path.holders(manifest.document()).stream()
                .filter(holder -> creates || holder.has(path.field()))
                .toList();
        if (holders.isEmpty()) {
            throw new IllegalArgumentException("%s has no field %s".formatted(manifest, path));
        }
        holders.forEach(holder ->
                holder.put(path.field(), replaced(holder.path(path.field()).asText(), options, value)));
    }

    /** Returns the value, or the text with the part at the index replaced by it. */
    private static String replaced(String text, JsonNode options, String value) {
        if (!options.has("delimiter")) {
            return value;
        }
        String delimiter = options.path("delimiter").asText();
        List<String> parts = new ArrayList<>(
                Pattern.compile(Pattern.quote(delimiter)).splitAsStream(text).toList());
        parts.set(options.path("index").asInt(), value);
        return String.join(delimiter, parts) + (text.endsWith(delimiter) ? delimiter : "");
    }
}
