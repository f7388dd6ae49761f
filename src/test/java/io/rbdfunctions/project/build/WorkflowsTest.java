package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the workflows: YAML syntax, scripts that exist, and actions pinned to commits. */
class WorkflowsTest {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Pattern PROJECT_FILE = Pattern.compile("(?<=^|[ \"])(?:\\./|\\.ci/|src/)[A-Za-z/.]*[A-Za-z]");

    private static final JsonNode RELEASE = read(Path.of(".github", "workflows", "release.yml"));

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github", "workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommit(Path file) throws IOException {
        assertThat(YAML.readTree(file.toFile()).findValuesAsText("uses"))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action).matches("(actions|sigstore)/[a-z-]+@[0-9a-f]{40}"));
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.contains("uses:"))
                .allSatisfy(line -> assertThat(line).matches(".* # v[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyWorkflowLimitsPermissionsAndTime(Path file) throws IOException {
        JsonNode workflow = YAML.readTree(file.toFile());

        assertThat(workflow.path("permissions").isObject()).isTrue();
        assertThat(workflow.path("jobs"))
                .isNotEmpty()
                .allSatisfy(job ->
                        assertThat(job.path("timeout-minutes").intValue()).isPositive());
    }

    /** Names of branches and tags could contain commands. */
    @ParameterizedTest
    @MethodSource("workflows")
    void scriptsGetValuesFromTheEnvironmentOnly(Path file) throws IOException {
        assertThat(scripts(file)).isNotEmpty().noneMatch(script -> script.contains("${{"));
    }

    @Test
    void aReleaseIsTestedBeforeAnythingIsPublished() {
        assertThat(RELEASE.at("/jobs/verify/steps").findValuesAsText("run")).contains(".ci/run");
        assertThat(RELEASE.at("/jobs/image/needs").asText()).isEqualTo("verify");
        assertThat(RELEASE.at("/jobs/publish/needs").asText()).isEqualTo("image");
        assertThat(RELEASE.path("permissions")).hasToString("{\"contents\":\"read\"}");
        assertThat(RELEASE.at("/jobs/verify/permissions").isMissingNode()).isTrue();
    }

    @Test
    void aReleaseHasAnImageOfTheRepositoryForBothArchitectures() {
        assertThat(RELEASE.at("/jobs/image/strategy/matrix/include"))
                .extracting(entry -> entry.path("architecture").asText())
                .containsExactly("amd64", "arm64");
        assertThat(script("image"))
                .contains("versions:set -DnewVersion=\"${TAG#v}\"", "image=ghcr.io/${GITHUB_REPOSITORY,,}:");
        assertThat(script("publish")).contains("imagetools create -t \"$image\" \"$image-amd64\" \"$image-arm64\"");
    }

    @Test
    void aReleaseIsRenderedSignedAndAttestedByDigest() {
        assertThat(script("publish"))
                .containsSubsequence(
                        "versions:set",
                        "src/dev/release \"${TAG#v}\" \"$IMAGE\"",
                        "cosign sign --yes \"$IMAGE\"",
                        "cosign sign-blob --yes",
                        "gh release create",
                        "target/release/*");
        assertThat(RELEASE.at("/jobs/publish/steps").findValuesAsText("IMAGE"))
                .isNotEmpty()
                .allMatch("${{ steps.image.outputs.name }}@${{ steps.image.outputs.digest }}"::equals);
        assertThat(RELEASE.at("/jobs/publish/permissions/id-token").asText()).isEqualTo("write");
        assertThat(RELEASE.at("/jobs/publish/steps").findValuesAsText("uses"))
                .filteredOn(action -> action.startsWith("actions/attest-build-provenance@"))
                .hasSize(2);
    }

    private static String script(String job) {
        return String.join("\n", RELEASE.at("/jobs/" + job + "/steps").findValuesAsText("run"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyFileThatItRunsExists(Path file) throws IOException {
        assertThat(scripts(file)
                        .flatMap(
                                script -> PROJECT_FILE.matcher(script).results().map(MatchResult::group)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Path.of(name)).exists());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyScriptIsValidShell(Path file) throws IOException {
        assertThat(scripts(file))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(Commands.run(List.of("bash", "-n"), script, Map.of())
                                .exitCode())
                        .as(script)
                        .isZero());
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> scripts(Path file) throws IOException {
        return YAML.readTree(file.toFile()).findValuesAsText("run").stream();
    }
}
