package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks every object of all installations and examples. */
class ManifestsTest {
    private static final ManifestCheck CHECK = ManifestCheck.all();

    static Stream<Path> installations() {
        return ManifestTree.installations().stream();
    }

    static Stream<Manifest> examples() {
        return ManifestTree.allExamples().stream();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyObjectOfAnInstallationIsValid(Path installation) {
        List<Manifest> manifests = Kustomization.render(installation);

        assertThat(manifests).hasSizeGreaterThan(10);
        assertThat(manifests).flatMap(CHECK::problems).isEmpty();
    }

    @Test
    void everyPolicyIsValid() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.POLICIES);

        assertThat(manifests).hasSize(10);
        assertThat(manifests).flatMap(CHECK::problems).isEmpty();
    }

    @Test
    void theMonitoringObjectsAreValid() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.OBSERVABILITY);

        assertThat(manifests).hasSize(5);
        assertThat(manifests).flatMap(CHECK::problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValid(Manifest example) {
        assertThat(CHECK.problems(example)).isEmpty();
    }

    @Test
    void everyFileIsPartOfAnInstallationOrAnExampleOrAComponent() {
        Set<Path> reached = new HashSet<>();
        ComponentsTest.components().forEach(component -> addReachableFiles(component, reached));
        ManifestTree.kustomizations().forEach(installation -> addReachableFiles(installation, reached));

        assertThat(ManifestTree.yaml().filter(file -> !ManifestTree.isExample(file)))
                .containsExactlyInAnyOrderElementsOf(reached);
    }

    private static void addReachableFiles(Path directory, Set<Path> reached) {
        Path file = directory.resolve("kustomization.yaml");
        reached.add(file);
        var content = Yaml.documents(file).getFirst();
        content.path("components")
                .forEach(component ->
                        addReachableFiles(directory.resolve(component.asText()).normalize(), reached));
        content.path("resources").forEach(resource -> {
            Path path = directory.resolve(resource.asText()).normalize();
            if (path.toFile().isDirectory()) {
                addReachableFiles(path, reached);
            } else {
                reached.add(path);
            }
        });
    }
}
