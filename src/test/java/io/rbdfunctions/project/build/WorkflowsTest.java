package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the workflows: YAML syntax, scripts that exist, and actions pinned to commits. */
class WorkflowsTest {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Pattern PROJECT_FILE = Pattern.compile("(?<=^|[ \"])(?:\\./|\\.ci/|src/)[A-Za-z/.]*[A-Za-z]");

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
                .allSatisfy(action -> assertThat(action).matches("actions/[a-z-]+@[0-9a-f]{40}"));
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

    private static Stream<String> scripts(Path file) throws IOException {
        return YAML.readTree(file.toFile()).findValuesAsText("run").stream();
    }
}
