package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renders a kustomization without kubectl. Rejects features of kustomize that the project does not use, so that the
 * checked manifests are always those that kubectl would apply. If kubectl is installed, a test compares the results.
 */
public final class Kustomization {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "resources",
            "components",
            "configMapGenerator",
            "images",
            "labels",
            "patches",
            "replacements");

    /** Objects with this annotation are sources of replacements only. */
    private static final String LOCAL = "/metadata/annotations/config.kubernetes.io~1local-config";

    private final Path directory;
    private final ObjectNode content;

    private Kustomization(Path directory, ObjectNode content) {
        this.directory = directory;
        this.content = content;
    }

    public static List<Manifest> render(Path directory) {
        List<Manifest> manifests = read(directory).changed(new ArrayList<>());
        manifests.removeIf(manifest -> manifest.at(LOCAL).asBoolean());
        return manifests;
    }

    private static Kustomization read(Path directory) {
        ObjectNode content =
                Yaml.documents(directory.resolve("kustomization.yaml")).getFirst();
        requireOnly(KNOWN, content);
        return new Kustomization(directory, content);
    }

    /**
     * Adds the resources to the manifests, and changes them all, in the order of kustomize. A component changes those of the
     * kustomization that uses it.
     */
    private List<Manifest> changed(List<Manifest> manifests) {
        manifests.addAll(resources());
        content.path("components")
                .forEach(component ->
                        read(directory.resolve(component.asText()).normalize()).changed(manifests));
        content.path("configMapGenerator")
                .forEach(definition -> manifests.add(new ConfigMapGenerator(directory, definition).generate()));
        content.path("patches").forEach(patch -> patch(patch, manifests));
        content.path("labels").forEach(labels -> setLabels(labels, manifests));
        content.path("images").forEach(image -> new ImageOverride(image).apply(manifests));
        content.path("replacements").forEach(definition -> new Replacement(definition).apply(manifests));
        requireDistinct(manifests);
        return manifests;
    }

    private List<Manifest> resources() {
        List<Manifest> found = new ArrayList<>();
        for (JsonNode resource : content.path("resources")) {
            Path path = directory.resolve(resource.asText()).normalize();
            if (Files.isDirectory(path)) {
                found.addAll(read(path).changed(new ArrayList<>()));
            } else if (directory.normalize().equals(path.getParent())) {
                Yaml.documents(path).forEach(document -> found.add(new Manifest(document)));
            } else {
                throw new IllegalArgumentException("kustomize does not load files outside its directory: " + path);
            }
        }
        return found;
    }

    private void patch(JsonNode patch, List<Manifest> manifests) {
        requireOnly(Set.of("target", "patch"), patch);
        requireOnly(Selector.KNOWN, patch.path("target"));
        Selector target = new Selector(patch.path("target"));
        JsonNode operations = Yaml.document(patch.path("patch").asText());
        if (!operations.isArray()) {
            throw new IllegalArgumentException(directory + ": only JSON patches are supported, not " + operations);
        }
        List<Manifest> matching = target.in(manifests);
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("%s: nothing matches %s".formatted(directory, target));
        }
        for (Manifest manifest : matching) {
            manifest.document().setAll((ObjectNode) JsonPatch.apply(operations, manifest.document()));
        }
    }

    private static void setLabels(JsonNode labels, List<Manifest> manifests) {
        requireOnly(Set.of("pairs"), labels);
        for (Manifest manifest : manifests) {
            ObjectNode target = ((ObjectNode) manifest.at("/metadata")).withObjectProperty("labels");
            labels.path("pairs").properties().forEach(pair -> target.set(pair.getKey(), (TextNode) pair.getValue()));
        }
    }

    static void requireOnly(Set<String> known, JsonNode object) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("unsupported field %s; supported: %s".formatted(field, known));
            }
        });
    }

    private void requireDistinct(List<Manifest> manifests) {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (!seen.add(manifest.toString())) {
                throw new IllegalArgumentException("%s: duplicate object %s".formatted(directory, manifest));
            }
        }
    }
}
