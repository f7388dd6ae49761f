package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.Commands;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks all shell scripts with shellcheck. Its lower levels, info and style, report quoted programs of other languages. */
class ShellScriptsTest {
    private static final List<String> PLACES = List.of("mvnw", ".ci", ".mvn", "k8s", "src/dev", "src/main");

    @BeforeAll
    static void installShellcheck() {
        Commands.run(List.of("src/dev/install", "shellcheck"), "", Map.of()).orFail();
    }

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = PLACES.stream().map(Path::of).flatMap(ShellScriptsTest::files)) {
            return files.filter(ShellScriptsTest::isScript).sorted().toList();
        }
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> tree = Files.walk(place)) {
            return tree.filter(Files::isRegularFile).toList().stream();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean isScript(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = reader.readLine();
            return first != null && first.matches("#!/bin/(ba)?sh");
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void hasNoMistakes(Path script) {
        var found = Commands.run(
                List.of(
                        "shellcheck",
                        "--external-sources",
                        "--source-path=SCRIPTDIR",
                        "--severity=warning",
                        script.toString()),
                "",
                Map.of());

        assertThat(found.stdout() + found.stderr()).isEmpty();
    }
}
