package io.rbdfunctions.support.manifest;

import java.nio.file.Path;
import java.util.List;

/** What {@code kubectl apply -k} of a directory would send, for the tests of other packages. */
public final class RenderedKustomization {
    private RenderedKustomization() {}

    /** What is wrong with it; throws where it cannot be rendered at all. */
    public static List<String> problems(Path directory) {
        List<Manifest> manifests = Kustomization.render(directory);
        if (manifests.isEmpty()) {
            return List.of(directory + " renders to nothing");
        }
        return manifests.stream()
                .flatMap(manifest -> ManifestCheck.all().problems(manifest).stream())
                .toList();
    }
}
