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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the installation of packages with scripts in place of {@code apt-get}, {@code id} and {@code sleep}. */
class AptInstallTest {
    private static final String LOCKED =
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 42 (apt)";

    private static final String PLAN = """
            Inst libjq1 (1.6 Debian:12/stable [amd64])
            Inst jq (1.6 Debian:12/stable [amd64])
            Inst curl (7.88 Debian:12/stable [amd64]) []
            Conf jq (1.6 Debian:12/stable [amd64])""";

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
            [ "$3" != --simulate ] || { echo "%s"; exit 0; }
            echo "$@" >>installed
            [ "$(wc -l <installed)" -ge 3 ] || { echo "%s"; exit 100; }
            """.formatted(PLAN, LOCKED));

        CommandResult installation = install();

        assertThat(installation.exitCode()).isZero();
        assertThat(installation.stderr()).isEqualTo("""
                        apt: installing curl jq libjq1 ...
                        apt: waiting up to 10 minutes for another package manager to finish ...
                        """);
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

    /** As with another suite in the sources of apt. */
    @ParameterizedTest
    @ValueSource(strings = {"Inst libc6 [2.36-9] (2.41-12 Debian:13/stable [amd64])", "Remv libc6 [2.36-9]"})
    void refusesToChangeWhatIsThere(String change) throws IOException {
        program("apt-get", "echo \"$2\" >>called\necho '%s\n%s'".formatted(PLAN, change));

        CommandResult installation = install();

        assertThat(installation.exitCode()).isEqualTo(1);
        assertThat(installation.stderr()).isEqualTo("""
                        apt: nothing was installed, because that would remove or upgrade: libc6
                        apt: if that is fine, run: apt-get install --no-install-recommends curl jq
                        """);
        assertThat(Files.readAllLines(directory.resolve("called"))).containsExactly("update", "install");
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
