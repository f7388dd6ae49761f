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

/** SIGKILL in the middle of a call or command: of the function, and of the commands under it. */
@Tag("faults")
class KilledDuringOperationIT {
    private static final SurvivalReport TALLY = SurvivalReport.faults(KilledDuringOperationIT.class);

    static Stream<Arguments> ways() {
        return CephFaultsIT.ways();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void theFunctionIsKilled(Engine engine, Recovery recovery) {
        try (FaultEnvironment faultEnvironment = new FaultEnvironment("killed-%s-%s".formatted(engine, recovery), FunctionLaunch.of(engine, recovery))) {
            for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
                TALLY.attempt(
                        "function killed in the middle of a call",
                        () -> faultEnvironment.survive(interruptedOperation, recovery, (_, claimWorkload) -> killed(faultEnvironment, claimWorkload)));
            }
        }
    }

    private static Runnable killed(FaultEnvironment faultEnvironment, ClaimWorkload claimWorkload) {
        faultEnvironment.ceph().slow(Duration.ofMillis(20));
        CompletableFuture<Void> work = claimWorkload.begin();
        faultEnvironment.pauseForAMoment();
        faultEnvironment.kill();
        work.join();
        return () -> {
            faultEnvironment.ceph().slow(Duration.ZERO);
            faultEnvironment.startAgain();
        };
    }

    @ParameterizedTest(name = "then {0}")
    @EnumSource
    void itsCommandsAreKilled(Recovery recovery) {
        try (FaultEnvironment faultEnvironment = new FaultEnvironment("killed-commands-" + recovery, FunctionLaunch.of(Engine.CLI, recovery))) {
            for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
                TALLY.attempt(
                        "rbd killed under the function",
                        () -> faultEnvironment.survive(interruptedOperation, recovery, (_, claimWorkload) -> killedCommands(faultEnvironment, claimWorkload)));
            }
        }
    }

    private static Runnable killedCommands(FaultEnvironment faultEnvironment, ClaimWorkload claimWorkload) {
        faultEnvironment.ceph().slow(Duration.ofMillis(20));
        CompletableFuture<Void> work = claimWorkload.begin();
        do {
            FaultEnvironment.pause(Duration.ofMillis(100));
            LeftoverFinder.kill(faultEnvironment.ceph());
        } while (!work.isDone() && LeftoverFinder.commands(faultEnvironment.ceph()).isEmpty());
        return () -> {
            work.join();
            faultEnvironment.ceph().slow(Duration.ZERO);
        };
    }
}
