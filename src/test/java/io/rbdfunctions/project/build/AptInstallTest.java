package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the installation of packages with scripts in place of {@code apt-get}, {@code id} and {@code sleep}. */
class AptInstallTest {
    private static final String LOCKED =
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 42 (apt)";

    @TempDir
    private Path directory;

    @BeforeEach
    void fakeRootWithoutSleep() throws IOException {
        program("id", "echo 0");
        program("sleep", "echo \"$1\" >>slept");
    }

    @Test
    void waitsWhileAnotherPackageManagerHoldsTheLock() throws IOException {
        program("apt-get", """
            [ "$2" != update ] || exit 0
            echo "$@" >>installed
            [ "$(wc -l <installed)" -ge 3 ] || { echo "%s"; exit 100; }
            """.formatted(LOCKED));

        CommandResult installation = install();

        assertThat(installation.exitCode()).isZero();
        assertThat(installation.stderr())
                .isEqualTo("apt: waiting up to 10 minutes for another package manager to finish ...\n");
        assertThat(Files.readAllLines(directory.resolve("installed")))
                .hasSize(3)
                .containsOnly("-q install -y --no-install-recommends curl jq");
        assertThat(Files.readAllLines(directory.resolve("slept"))).containsExactly("5", "5");
    }

    @Test
    void givesUpAfterTenMinutesAndShowsWhoHoldsTheLock() throws IOException {
        program("apt-get", "echo \"" + LOCKED + "\"; exit 100");

        CommandResult installation = install();

        assertThat(installation.exitCode()).isEqualTo(1);
        assertThat(installation.stderr()).endsWith(LOCKED + "\n");
        assertThat(Files.readAllLines(directory.resolve("slept"))).hasSize(120).containsOnly("5");
    }

    @Test
    void doesNotWaitAfterAnotherFailure() throws IOException {
        program("apt-get", "echo 'E: Unable to locate package jq'; exit 100");

        CommandResult installation = install();

        assertThat(installation.exitCode()).isEqualTo(1);
        assertThat(installation.stderr()).isEqualTo("E: Unable to locate package jq\n");
        assertThat(directory.resolve("slept")).doesNotExist();
    }

    private CommandResult install() {
        String script = Path.of("src", "dev", "apt.sh").toAbsolutePath().toString();
        return Commands.run(
                List.of(
                        "/bin/sh",
                        "-euc",
                        "cd \"$1\" && . \"$2\" && apt_install curl jq",
                        "sh",
                        "" + directory,
                        script),
                "",
                Map.of("PATH", directory + ":" + System.getenv("PATH")));
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
