package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Sets the name, tag or digest of an image, as {@code images} of a kustomization do. */
record ImageOverride(JsonNode definition) {
    private static final Set<String> KNOWN = Set.of("name", "newName", "newTag", "digest");

    void apply(List<Manifest> manifests) {
        Kustomization.requireOnly(KNOWN, definition);
        if (definition.has("newTag") && definition.has("digest")) {
            throw new IllegalArgumentException("a tag or a digest, not both: " + definition);
        }
        manifests.stream()
                .flatMap(manifest -> manifest.document().findValues("containers").stream())
                .forEach(containers -> containers.forEach(container -> apply((ObjectNode) container)));
    }

    private void apply(ObjectNode container) {
        String current = container.path("image").asText();
        int colon = current.indexOf(':', current.lastIndexOf('/') + 1);
        String name = colon < 0 ? current : current.substring(0, colon);
        String tag = colon < 0 ? "latest" : current.substring(colon + 1);
        if (name.equals(definition.path("name").asText())) {
            container.put("image", definition.path("newName").asText(name) + version(tag));
        }
    }

    private String version(String currentTag) {
        return definition.has("digest")
                ? "@" + definition.path("digest").asText()
                : ":" + definition.path("newTag").asText(currentTag);
    }
}
