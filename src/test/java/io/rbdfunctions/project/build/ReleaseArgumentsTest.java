package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code src/dev/release} accepts. */
@SuppressWarnings("NullAway.Init")
class ReleaseArgumentsTest {
    private static final String IMAGE = "localhost:5000/rbd-functions:try";

    @TempDir
    private Path directory;

    private ReleaseProject project;

    @BeforeEach
    void copyProject() throws IOException {
        project = ReleaseProject.in(directory);
    }

    @Test
    void rendersAnImageWithATagAndTheNotesOfTheVersionWithoutABillOfMaterials() throws IOException {
        Files.delete(directory.resolve("target/bom.json"));
        project.write("CHANGELOG.md", """
            # Changelog
            ## [Unreleased]
            - Next.
            ## [1.2.0] - 2026-12-01
            ### Added
            - This.
            ## [1.1.0] - 2026-11-01
            - Before.
            """);

        project.release("--without-sbom", "1.2.0", IMAGE).orFail();

        assertThat(project.names()).doesNotContain("bom.json").contains("SHA256SUMS");
        assertThat(project.text("SHA256SUMS")).doesNotContain("bom.json");
        assertThat(project.text("release-notes.md")).isEqualTo("""
                Image: `%s`
                ### Added
                - This.
                """.formatted(IMAGE));
        assertThat(project.manifests("install-plain-admission.yaml"))
                .flatMap(manifest -> manifest.document().findValuesAsText("image"))
                .containsExactly(IMAGE, IMAGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        v0.1.0       | ghcr.io/a/b:1         | VERSION must be a semantic version
        0.1          | ghcr.io/a/b:1         | VERSION must be a semantic version
        01.0.0       | ghcr.io/a/b:1         | VERSION must be a semantic version
        0.1.0-01     | ghcr.io/a/b:1         | VERSION must be a semantic version
        0.1.0+build  | ghcr.io/a/b:1         | VERSION must be a semantic version
        0.1.0;ls     | ghcr.io/a/b:1         | VERSION must be a semantic version
        0.1.0-rc.1   | ghcr.io/a/b           | IMAGE must name a registry
        0.1.0-rc.1   | ghcr.io/A/b:1         | IMAGE must name a registry
        0.1.0-rc.1   | a/b:1                 | IMAGE must name a registry
        0.1.0-rc.1   | ghcr.io/a/b@sha256:1  | IMAGE must name a registry
        0.1.0-rc.1   | ghcr.io/a/b:1&2       | IMAGE must name a registry
        9.9.9        | ghcr.io/a/b:1         | CHANGELOG.md has no entries under ## [9.9.9]
        0.1.0-rc.2   | ghcr.io/a/b:1         | target/bom.json is not of version 0.1.0-rc.2
        """)
    void refusesOthers(String version, String image, String message) throws IOException {
        assertRefused(message, version, image);
    }

    @Test
    void refusesMissingArguments() throws IOException {
        assertRefused("usage: src/dev/release");
        assertRefused("usage: src/dev/release", ReleaseProject.VERSION);
    }

    @Test
    void refusesToLeaveOutTheBillOfMaterialsUnasked() throws IOException {
        Files.delete(directory.resolve("target/bom.json"));

        assertRefused("there is no target/bom.json: run ./mvnw package online", ReleaseProject.VERSION, IMAGE);
    }

    @Test
    void refusesASectionWithoutEntries() throws IOException {
        project.write("CHANGELOG.md", "## [0.1.0]\n\n## [0.0.1]\n- Old.\n");

        assertRefused("CHANGELOG.md has no entries under ## [0.1.0]", "0.1.0", IMAGE);
    }

    private void assertRefused(String message, String... arguments) throws IOException {
        CommandResult refused = project.release(arguments);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr()).startsWith("release: " + message);
        assertThat(directory.resolve("target/release")).doesNotExist();
    }
}
