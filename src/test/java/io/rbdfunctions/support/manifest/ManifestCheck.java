package io.rbdfunctions.support.manifest;

import java.util.List;
import java.util.stream.Stream;

/** Finds the problems of a manifest. */
@FunctionalInterface
public interface ManifestCheck {

    List<String> problems(Manifest manifest);

    /** All checks: unknown fields, wrong types, missing fields and invalid values. */
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
