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
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "resources", "components", "images", "labels", "patches");

    private final Path directory;
    private final ObjectNode content;

    private Kustomization(Path directory, ObjectNode content) {
        this.directory = directory;
        this.content = content;
    }

    public static List<Manifest> render(Path directory) {
        return read(directory).changed(new ArrayList<>());
    }

    private static Kustomization read(Path directory) {
        ObjectNode content =
                Yaml.documents(directory.resolve("kustomization.yaml")).getFirst();
        requireOnly(KNOWN, content, directory);
        return new Kustomization(directory, content);
    }

    /** Adds the resources to the manifests, and changes them all. A component changes those of the kustomization that uses it. */
    private List<Manifest> changed(List<Manifest> manifests) {
        manifests.addAll(resources());
        content.path("components")
                .forEach(component ->
                        read(directory.resolve(component.asText()).normalize()).changed(manifests));
        content.path("patches").forEach(patch -> patch(patch, manifests));
        content.path("images").forEach(image -> setImage(image, manifests));
        content.path("labels").forEach(labels -> setLabels(labels, manifests));
        requireDistinct(manifests);
        return manifests;
    }

    private List<Manifest> resources() {
        List<Manifest> found = new ArrayList<>();
        for (JsonNode resource : content.path("resources")) {
            Path path = directory.resolve(resource.asText()).normalize();
            if (Files.isDirectory(path)) {
                found.addAll(render(path));
            } else if (directory.normalize().equals(path.getParent())) {
                Yaml.documents(path).forEach(document -> found.add(new Manifest(document)));
            } else {
                throw new IllegalArgumentException("kustomize does not load files outside its directory: " + path);
            }
        }
        return found;
    }

    private void patch(JsonNode patch, List<Manifest> manifests) {
        requireOnly(Set.of("target", "patch"), patch, directory);
        JsonNode target = patch.path("target");
        requireOnly(Set.of("group", "version", "kind", "name"), target, directory);
        JsonNode operations = Yaml.document(patch.path("patch").asText());
        if (!operations.isArray()) {
            throw new IllegalArgumentException(directory + ": only JSON patches are supported, not " + operations);
        }
        List<Manifest> matching = manifests.stream()
                .filter(manifest -> isTarget(target, manifest))
                .toList();
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("%s: nothing matches %s".formatted(directory, target));
        }
        for (Manifest manifest : matching) {
            manifest.document().setAll((ObjectNode) JsonPatch.apply(operations, manifest.document()));
        }
    }

    private static boolean isTarget(JsonNode target, Manifest manifest) {
        return target.path("group").asText(manifest.group()).equals(manifest.group())
                && target.path("version").asText(manifest.version()).equals(manifest.version())
                && target.path("kind").asText(manifest.kind()).equals(manifest.kind())
                && target.path("name").asText(manifest.name()).equals(manifest.name());
    }

    private void setImage(JsonNode image, List<Manifest> manifests) {
        requireOnly(Set.of("name", "newName", "newTag"), image, directory);
        for (Manifest manifest : manifests) {
            for (JsonNode containers : manifest.document().findValues("containers")) {
                containers.forEach(container -> setImage(image, (ObjectNode) container));
            }
        }
    }

    private static void setImage(JsonNode image, ObjectNode container) {
        String current = container.path("image").asText();
        int colon = current.indexOf(':', current.lastIndexOf('/') + 1);
        String name = colon < 0 ? current : current.substring(0, colon);
        String tag = colon < 0 ? "latest" : current.substring(colon + 1);
        if (name.equals(image.path("name").asText())) {
            container.put(
                    "image",
                    "%s:%s"
                            .formatted(
                                    image.path("newName").asText(name),
                                    image.path("newTag").asText(tag)));
        }
    }

    private void setLabels(JsonNode labels, List<Manifest> manifests) {
        requireOnly(Set.of("pairs"), labels, directory);
        for (Manifest manifest : manifests) {
            ObjectNode target = ((ObjectNode) manifest.at("/metadata")).withObjectProperty("labels");
            labels.path("pairs").properties().forEach(pair -> target.set(pair.getKey(), (TextNode) pair.getValue()));
        }
    }

    private static void requireOnly(Set<String> known, JsonNode object, Path directory) {
        object.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(
                        "%s: unsupported field %s; supported: %s".formatted(directory, field, known));
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
