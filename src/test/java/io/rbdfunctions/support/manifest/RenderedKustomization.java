package io.rbdfunctions.support.manifest;

import java.nio.file.Path;
import java.util.List;

/** A directory as {@code kubectl apply -k} would send it. */
public final class RenderedKustomization {
    private RenderedKustomization() {}

    /** The problems of the rendered manifests; throws if the directory cannot be rendered. */
    public static List<String> problems(Path directory) {
        List<Manifest> manifests = Kustomization.render(directory);
        if (manifests.isEmpty()) {
            return List.of(directory + " renders to nothing");
        }
        ManifestCheck check = ManifestCheck.all();
        return manifests.stream()
                .flatMap(manifest -> check.problems(manifest).stream())
                .toList();
    }
}
