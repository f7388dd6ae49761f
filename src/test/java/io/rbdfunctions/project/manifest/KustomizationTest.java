package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.rbdfunctions.support.manifest.Kubectl;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests that the other tests check are those that {@code kubectl apply -k} would send. */
class KustomizationTest {
    private static final String ACCOUNT = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: a, namespace: b}
        """;

    @TempDir
    private Path directory;

    static Stream<Path> installations() {
        return ManifestTree.kustomizations().stream();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void rendersAsKubectlDoes(Path installation) {
        Kubectl kubectl = Kubectl.find()
                .orElseGet(
                        () -> abort("no kubectl on the PATH to compare with: all else was checked as rendered here"));

        assertThat(Kustomization.render(installation))
                .containsExactlyInAnyOrderElementsOf(kubectl.kustomize(installation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "namePrefix: x-",
                "namespace: other",
                "configMapGenerator: [{name: a, literals: [b=c], options: {disableNameSuffixHash: true}}]",
                "configMapGenerator: [{name: a, files: [account.yaml]}]",
                "images: [{name: a, newTag: b, digest: c}]",
                "replacements: [{path: replacement.yaml}]",
                "replacements: [{source: {kind: Role, fieldPath: a}, targets: []}]",
                "replacements: [{source: {kind: ServiceAccount, fieldPath: kind}, targets: [{select: {}, fieldPaths: [a]}]}]",
                "labels: [{pairs: {a: b}, includeSelectors: true}]",
                "patches: [{path: patch.yaml}]",
                "patches: [{target: {kind: ServiceAccount}, patch: '{metadata: {name: c}}'}]",
                "patches: [{target: {labelSelector: 'a=b'}, patch: '[]'}]",
            })
    void rejectsUnsupportedFeatures(String more) throws IOException {
        kustomization("resources: [account.yaml]\n" + more);

        assertThatThrownBy(() -> Kustomization.render(directory)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsAPatchThatMatchesNothing() throws IOException {
        kustomization("""
            resources: [account.yaml]
            patches: [{target: {kind: Role}, patch: '[]'}]
            """);

        assertThatThrownBy(() -> Kustomization.render(directory)).hasMessageContaining("nothing matches");
    }

    @Test
    void rejectsADuplicateObject() throws IOException {
        kustomization("resources: [account.yaml, account.yaml]");

        assertThatThrownBy(() -> Kustomization.render(directory)).hasMessageContaining("duplicate object");
    }

    @Test
    void rejectsAFileOfAnotherDirectory() throws IOException {
        kustomization("resources: [../account.yaml]");

        assertThatThrownBy(() -> Kustomization.render(directory)).hasMessageContaining("outside");
    }

    @Test
    void rejectsADuplicateKey() throws IOException {
        kustomization("resources: [account.yaml]");
        Files.writeString(directory.resolve("account.yaml"), ACCOUNT + "kind: Role\n");

        assertThatThrownBy(() -> Kustomization.render(directory)).hasMessageContaining("Duplicate");
    }

    @Test
    void setsImagesLabelsAndPatchedFields() throws IOException {
        kustomization("""
            resources: [account.yaml]
            labels: [{pairs: {c: d}}]
            images: [{name: 'host:80/a', newName: e/f, newTag: '2'}]
            patches:
              - target: {kind: Job}
                patch: '[{op: add, path: /spec/containers/0/name, value: g}]'
            """);
        Files.writeString(directory.resolve("account.yaml"), """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: a}
            spec: {containers: [{image: 'host:80/a:1'}, {image: other/a}]}
            """);

        List<Manifest> rendered = Kustomization.render(directory);

        assertThat(rendered)
                .singleElement()
                .extracting(job -> job.document().toString())
                .isEqualTo("""
                    {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a","labels":{"c":"d"}},\
                    "spec":{"containers":[{"image":"e/f:2","name":"g"},{"image":"other/a"}]}}\
                    """);
    }

    @Test
    void setsADigest() throws IOException {
        kustomization("""
            resources: [account.yaml]
            images: [{name: a, newName: b, digest: 'sha256:1'}]
            """);
        Files.writeString(directory.resolve("account.yaml"), """
            {apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {containers: [{image: 'a:1'}]}}
            """);

        assertThat(Kustomization.render(directory).getFirst().text("/spec/containers/0/image"))
                .isEqualTo("b@sha256:1");
    }

    @Test
    void replacesFieldsAndPartsOfThemByALocalValue() throws IOException {
        kustomization("""
            resources: [account.yaml]
            replacements:
              - source: {kind: ConfigMap, name: b, fieldPath: data.c}
                targets:
                  - {select: {kind: Job}, fieldPaths: ["spec.list.*.env.[name=x.y].value"]}
                  - select: {kind: Job}
                    fieldPaths: [spec.text]
                    options: {delimiter: "'", index: 1}
                  - {select: {kind: Job}, fieldPaths: [spec.new], options: {create: true}}
                  - {select: {kind: Pod}, fieldPaths: [spec.none]}
            """);
        Files.writeString(directory.resolve("account.yaml"), """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: b, annotations: {config.kubernetes.io/local-config: 'true'}}
            data: {c: d}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: a}
            spec:
              list: [{env: [{name: x.y, value: old}, {name: z, value: old}]}]
              text: a == 'b'
            """);

        assertThat(Kustomization.render(directory))
                .singleElement()
                .extracting(job -> job.at("/spec"))
                .isEqualTo(Yaml.document("""
                    list: [{env: [{name: x.y, value: d}, {name: z, value: old}]}]
                    text: a == 'd'
                    new: d
                    """));
    }

    private void kustomization(String content) throws IOException {
        Files.writeString(directory.resolve("kustomization.yaml"), content);
        Files.writeString(directory.resolve("account.yaml"), ACCOUNT);
    }
}
