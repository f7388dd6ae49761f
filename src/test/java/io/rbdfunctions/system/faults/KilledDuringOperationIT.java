package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.SurvivalReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the function, or its rbd commands, with SIGKILL during an operation. */
@Tag("faults")
class KilledDuringOperationIT {
    private static final SurvivalReport REPORT = SurvivalReport.faults(KilledDuringOperationIT.class);

    static Stream<Arguments> enginesAndRecoveries() {
        return CephFaultsIT.enginesAndRecoveries();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("enginesAndRecoveries")
    void survivesAKillOfTheFunction(Engine engine, Recovery recovery) {
        try (FaultEnvironment environment =
                new FaultEnvironment("killed-%s-%s".formatted(engine, recovery), FunctionLaunch.of(engine, recovery))) {
            for (InterruptedOperation operation : InterruptedOperation.values()) {
                REPORT.attempt(
                        "function killed in the middle of a call",
                        () -> environment.survive(operation, recovery, (_, workload) -> killed(environment, workload)));
            }
        }
    }

    private static Runnable killed(FaultEnvironment environment, ClaimWorkload workload) {
        environment.ceph().slow(Duration.ofMillis(20));
        CompletableFuture<Void> work = workload.begin();
        environment.pauseForAMoment();
        environment.kill();
        work.join();
        return () -> {
            environment.ceph().slow(Duration.ZERO);
            environment.startAgain();
        };
    }

    @ParameterizedTest(name = "then {0}")
    @EnumSource
    void survivesAKillOfItsCommands(Recovery recovery) {
        try (FaultEnvironment environment =
                new FaultEnvironment("killed-commands-" + recovery, FunctionLaunch.of(Engine.CLI, recovery))) {
            for (InterruptedOperation operation : InterruptedOperation.values()) {
                REPORT.attempt(
                        "rbd killed under the function",
                        () -> environment.survive(
                                operation, recovery, (_, workload) -> killedCommands(environment, workload)));
            }
        }
    }

    private static Runnable killedCommands(FaultEnvironment environment, ClaimWorkload workload) {
        environment.ceph().slow(Duration.ofMillis(20));
        CompletableFuture<Void> work = workload.begin();
        do {
            FaultEnvironment.pause(Duration.ofMillis(100));
            LeftoverFinder.kill(environment.ceph());
        } while (!work.isDone() && LeftoverFinder.commands(environment.ceph()).isEmpty());
        return () -> {
            work.join();
            environment.ceph().slow(Duration.ZERO);
        };
    }
}
