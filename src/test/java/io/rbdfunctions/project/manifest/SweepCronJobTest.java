package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.ProcessListWatch;
import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import io.rbdfunctions.support.manifest.SweepCronJob;
import io.rbdfunctions.support.manifest.SweepRequestRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command of the CronJob as in the manifest and checks its request and the handling of the token. */
class SweepCronJobTest {
    private static final String TOKEN = "canary.sweep.token";

    /** A script that prints its arguments and environment and then runs the program of the same name. */
    private static final String CAT = """
        #!/bin/sh
        { echo "$0 $*"; /usr/bin/env; } >>"${0%/*}/calls"
        exec /bin/cat "$@"
        """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"200, 0", "401, 1", "403, 1", "503, 1"})
    void sendsTheTokenAsAHeaderAndReportsTheResult(int status, int exitCode) throws IOException {
        try (SweepRequestRecorder function = new SweepRequestRecorder(status)) {
            CommandResult result = run(function, Files.writeString(directory.resolve("token"), TOKEN));

            assertThat(function.requests()).containsExactly("POST /sweep application/json Bearer " + TOKEN + " {}");
            assertThat(result.exitCode()).isEqualTo(exitCode);
            assertThat(result.stdout()).contains(SweepRequestRecorder.REPORT);
        }
    }

    /** Only these scripts are on the PATH. */
    @Test
    void passesTheTokenToNoProgram() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        try (SweepRequestRecorder function = new SweepRequestRecorder(200);
                ProcessListWatch watch = ProcessListWatch.forText(TOKEN)) {
            CommandResult result = run(function, token);

            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(result.stdout() + result.stderr()).doesNotContain(TOKEN);
            assertThat(function.requests()).singleElement().asString().contains(TOKEN);
            assertThat(watch.hits()).isEmpty();
        }
        assertThat(Files.readString(directory.resolve("bin/calls")))
                .contains("/cat ", "PATH=")
                .doesNotContain(TOKEN);
    }

    @Test
    void sendsNoRequestWithoutAToken() throws IOException {
        try (SweepRequestRecorder function = new SweepRequestRecorder(200)) {
            CommandResult result = run(function, directory.resolve("none"));

            assertThat(result.exitCode()).isNotZero();
            assertThat(function.requests()).isEmpty();
        }
    }

    private CommandResult run(SweepRequestRecorder function, Path token) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("bin"));
        Path program = Files.writeString(programs.resolve("cat"), CAT);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return Commands.run(SweepCronJob.command(function.port(), token), "", Map.of("PATH", programs.toString()));
    }
}
