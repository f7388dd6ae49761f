package io.rbdfunctions.project.build;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.support.manifest.Kubectl;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code src/dev/release} renders. */
@SuppressWarnings("NullAway.Init")
class ReleaseTest {
    private static final String IMAGE = "ghcr.io/a/rbd-functions@sha256:" + "0f".repeat(32);
    private static final Map<String, String> DIRECTORIES = Map.of(
            "install-knative.yaml", "base",
            "install-plain.yaml", "overlays/plain",
            "install-plain-rook.yaml", "overlays/plain-rook",
            "install-knative-admission.yaml", "overlays/admission-cert-manager",
            "install-plain-admission.yaml", "overlays/plain-admission-cert-manager",
            "snapshots.yaml", "snapshots",
            "snapshots-knative.yaml", "snapshots/knative",
            "policies.yaml", "policies",
            "quickstart-rook.yaml", "examples/quickstart-rook");

    /** In a table, a name of a file without a path. */
    private static final Pattern FILE = Pattern.compile("(?m)(?<=^\\| |, )`([\\w.-]+)`(?=.* \\| )");

    @TempDir
    private static Path directory;

    private static ReleaseProject project;

    @BeforeAll
    static void release() throws IOException {
        project = ReleaseProject.in(directory);
        project.release(ReleaseProject.VERSION, IMAGE).orFail();
    }

    static List<String> files() {
        return DIRECTORIES.keySet().stream().sorted().toList();
    }

    @Test
    void hasAllFilesWithTheirChecksums() throws Exception {
        Map<String, String> checksums = project.text("SHA256SUMS")
                .lines()
                .map(line -> line.split(" [ *]", 2))
                .collect(toMap(sum -> sum[1], sum -> sum[0]));

        assertThat(checksums.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(files().stream(), Stream.of("bom.json", "release-notes.md"))
                                .toList());
        assertThat(project.names()).hasSize(checksums.size() + 1).containsAll(checksums.keySet());
        for (var checksum : checksums.entrySet()) {
            assertThat(sha256(project.file(checksum.getKey()))).isEqualTo(checksum.getValue());
        }
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The workflow adds the signature. */
    @Test
    void thePageListsAllFiles() throws IOException {
        String section = Files.readString(Path.of("docs/running.md")).split("\n## ", -1)[1];

        assertThat(FILE.matcher(section).results().map(file -> file.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(project.names().stream(), Stream.of("SHA256SUMS.sigstore.json"))
                                .toList());
    }

    /** The objects of the directory, with the image and the version set. */
    @ParameterizedTest
    @MethodSource("files")
    void everyManifestIsValidAndHasTheImage(String file) throws IOException {
        List<Manifest> manifests = project.manifests(file);

        assertThat(manifests).flatMap(ManifestCheck.all()::problems).isEmpty();
        assertThat(manifests)
                .containsExactlyInAnyOrderElementsOf(expected(Path.of("k8s", DIRECTORIES.getOrDefault(file, ""))));
        assertThat(project.text(file)).doesNotContain("registry.example");
        assertThat(manifests)
                .filteredOn(manifest -> file.startsWith("install-"))
                .flatMap(manifest -> manifest.document().findValuesAsText("image"))
                .containsOnly(file.startsWith("install-") ? new String[] {IMAGE} : new String[0]);
    }

    private static List<Manifest> expected(Path directory) {
        List<Manifest> manifests = Kustomization.render(directory);
        for (Manifest manifest : manifests) {
            ((ObjectNode) manifest.at("/metadata"))
                    .withObjectProperty("labels")
                    .put("app.kubernetes.io/version", ReleaseProject.VERSION);
            for (JsonNode containers : manifest.document().findValues("containers")) {
                containers.forEach(container -> setImage((ObjectNode) container));
            }
        }
        return manifests;
    }

    private static void setImage(ObjectNode container) {
        if (container.path("image").asText().startsWith("registry.example/rbd-functions:")) {
            container.put("image", IMAGE);
        }
    }

    /** The webhook is added, and nothing else changes. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "knative"})
    void theInstallationWithAdmissionContainsTheOneWithout(String kind) {
        assertThat(project.manifests("install-%s-admission.yaml".formatted(kind)))
                .containsAll(project.manifests("install-%s.yaml".formatted(kind)))
                .anyMatch(manifest -> manifest.is("cert-manager.io/v1/Certificate"));
    }

    @Test
    void theNotesOfAReleaseCandidateAreWhatIsNotReleased() throws IOException {
        assertThat(project.text("release-notes.md"))
                .startsWith("Image: `%s`\n".formatted(IMAGE))
                .contains("### Added", "- Functions over HTTP and CloudEvents")
                .doesNotContain("## [");
    }

    /** So that what takes the place of kubectl is run where there is one, too. */
    @Test
    void theOwnRendererPrintsWhatItRenders() throws IOException {
        Path kubectl = directory.resolve("own-kubectl");
        ReleaseProject.makeKubectl(kubectl);

        Path rook = Path.of("k8s/overlays/plain-rook");
        assertThat(new Kubectl(kubectl).kustomize(rook))
                .containsExactlyInAnyOrderElementsOf(Kustomization.render(rook));
    }
}
