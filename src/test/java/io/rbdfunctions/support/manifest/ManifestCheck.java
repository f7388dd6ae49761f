package io.rbdfunctions.support.manifest;

import java.util.List;
import java.util.stream.Stream;

/** Says what is wrong with a manifest; nothing when it is as its reader wants it. */
@FunctionalInterface
public interface ManifestCheck {

    List<String> problems(Manifest manifest);

    /** Unknown fields, wrong types, missing fields, and values outside what a field may hold. */
    static ManifestCheck all() {
        List<ManifestCheck> checks = List.of(new ModelCheck(), new OpenApiCheck(), new SchemaCheck());
        return manifest ->
                checks.stream().flatMap(check -> problemsOf(check, manifest)).toList();
    }

    private static Stream<String> problemsOf(ManifestCheck check, Manifest manifest) {
        return check.problems(manifest).stream()
                .map(problem ->
                        "%s: %s: %s".formatted(manifest, check.getClass().getSimpleName(), problem));
    }
}
