package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.manifest.Kubectl;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The components fit the installations, as the kustomization of a site uses them. */
@SuppressWarnings("NullAway.Init")
class ComponentsTest {
    private static final String PRIORITY = "/spec/template/spec/priorityClassName";

    /** In the project, because kustomize needs relative paths to its files. */
    private Path directory;

    static List<Path> components() {
        try (Stream<Path> files = Files.list(ManifestTree.COMPONENTS)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "site");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("own.yaml"));
        Files.delete(directory.resolve("kustomization.yaml"));
        Files.delete(directory);
    }

    /** Wherever it is: in variables of containers, in conditions of the webhook and the policies, and in classes. */
    @Test
    void theProvisionersNameIsSetInOnePlaceForEverything() throws IOException {
        Files.writeString(directory.resolve("own.yaml"), """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: rbd-functions-provisioner, annotations: {config.kubernetes.io/local-config: "true"}}
            data: {name: storage.example/rbd}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: plain, namespace: rbd-functions}
            spec: {template: {spec: {containers: [{env: [{name: RBD_FUNCTIONS_PROVISIONER, value: rbdfunctions.io/rbd}]}]}}}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotClass
            metadata: {name: a}
            driver: rbdfunctions.io/rbd
            ---
            apiVersion: storage.k8s.io/v1
            kind: VolumeAttributesClass
            metadata: {name: a}
            driverName: rbdfunctions.io/rbd
            """);

        List<Manifest> manifests = render("""
            resources: [k8s/overlays/admission, k8s/policies, k8s/examples/quickstart-ceph, own.yaml]
            components: [k8s/components/provisioner]
            """);

        assertThat(manifests).noneMatch(manifest -> mentions(manifest, "rbdfunctions.io/rbd"));
        assertThat(manifests)
                .filteredOn(manifest -> mentions(manifest, "storage.example/rbd"))
                .extracting(Manifest::kind)
                .containsExactlyInAnyOrder(
                        "Service",
                        "Deployment",
                        "Deployment",
                        "StorageClass",
                        "VolumeSnapshotClass",
                        "VolumeAttributesClass",
                        "ValidatingWebhookConfiguration",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicy",
                        "ValidatingAdmissionPolicy");
    }

    private static boolean mentions(Manifest manifest, String name) {
        return manifest.document().toString().contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "overlays/plain-admission-cert-manager, priority-class, 2",
        "overlays/admission, priority-class, 1",
        "overlays/admission, priority-class-knative, 2"
    })
    void podsGetAPriority(String installation, String component, int pods) throws IOException {
        List<Manifest> manifests = render("""
            resources: [k8s/%s]
            components: [k8s/components/%s]
            """.formatted(installation, component));

        assertThat(manifests).flatMap(ManifestCheck.all()::problems).isEmpty();
        assertThat(manifests)
                .filteredOn(manifest -> manifest.is("scheduling.k8s.io/v1/PriorityClass"))
                .singleElement()
                .satisfies(priority -> assertThat(manifests)
                        .filteredOn(manifest -> manifest.text(PRIORITY).equals(priority.name()))
                        .hasSize(pods));
    }

    /** Renders as kubectl does, if there is one. */
    private List<Manifest> render(String kustomization) throws IOException {
        Files.writeString(
                directory.resolve("kustomization.yaml"),
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
                        + kustomization.replace("k8s/", "../../k8s/"));
        List<Manifest> rendered = Kustomization.render(directory);
        Kubectl.find()
                .ifPresent(kubectl ->
                        assertThat(rendered).containsExactlyInAnyOrderElementsOf(kubectl.kustomize(directory)));
        return rendered;
    }
}
