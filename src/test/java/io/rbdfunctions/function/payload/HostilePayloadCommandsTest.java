package io.rbdfunctions.function.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.support.SurvivalReport;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand hostile payloads per function, through the whole application: no child process gets an unsafe argument. */
@QuarkusTest
@TestProfile(RecordingProfile.class)
final class HostilePayloadCommandsTest {
    private static final int PAYLOADS = 10_000;
    private static final long SEED = 20_261_124;

    private static final SurvivalReport REPORT = SurvivalReport.hostile(HostilePayloadCommandsTest.class);

    @Inject
    RecordingRunner runner;

    @Inject
    VolumeOperations operations;

    /** Without the functions that start no child process before Ceph or the API server answers. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SWEEP", "SNAPSHOT", "CLONE", "ROLLBACK", "CONVERT", "REPAIR", "CHECK", "TAKEOVER"})
    void startsNoChildProcessWithAnUnsafeArgument(Endpoint endpoint) {
        HostileJson hostile = new HostileJson(SEED);
        runner.clear();

        for (int at = 0; at < PAYLOADS; at++) {
            run(endpoint, hostile.next(endpoint));
        }

        List<Command> commands = runner.commands();
        System.out.printf("%s: %d hostile payloads, %d children%n", endpoint, PAYLOADS, commands.size());
        assertThat(commands).hasSizeGreaterThan(PAYLOADS / 50);
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.program()).isEqualTo("rbd");
            assertThat(ArgumentRules.areSafe(command.arguments()))
                    .as(String.join(" ", command.arguments()))
                    .isTrue();
            assertThat(command.arguments()).noneMatch(argument -> argument.contains(RecordingProfile.KEY));
            assertThat(command.input()).isEqualTo(RecordingProfile.KEY);
        });
        REPORT.add("hostile payloads as far as the arguments of rbd", PAYLOADS, PAYLOADS);
    }

    @Test
    void rulesAcceptSafeArguments() {
        assertThat(ArgumentRules.areSafe(List.of("rm", "data", "--pool", "kube", "--keyfile", "-")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--id", "a@b", "a b", "a\nb", "/etc/passwd", "--help", "é", ""})
    void rulesRejectUnsafeArguments(String name) {
        assertThat(ArgumentRules.areSafe(List.of("rm", name, "--pool", "kube", "--keyfile", "-")))
                .isFalse();
    }

    private void run(Endpoint endpoint, byte[] body) {
        try {
            VolumeRequest<?> request =
                    PayloadReader.read(endpoint, StrictJson.object(body)).request(VolumeRequest.class);
            assertThat(request).isNotInstanceOf(ConvertRequest.class);
            operations.run(request);
        } catch (ProblemException | InvalidRequestException refused) {
            return;
        } catch (TryAgainException unreachable) {
            // A payload that names a class needs the API server, which this test does not have.
            assertThat(unreachable.obstacle()).isEqualTo(Obstacle.UNREACHABLE);
        }
    }
}
