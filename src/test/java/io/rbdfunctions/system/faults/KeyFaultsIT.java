package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.SurvivalReport;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Secret holds a wrong key first, and then the right one. */
@Tag("faults")
class KeyFaultsIT {
    private static final String WRONG = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final SurvivalReport REPORT = SurvivalReport.faults(KeyFaultsIT.class);

    static Stream<Arguments> enginesAndRecoveries() {
        return CephFaultsIT.enginesAndRecoveries();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("enginesAndRecoveries")
    void recoversOnceTheSecretHoldsTheRightKey(Engine engine, Recovery recovery) {
        FunctionLaunch launch = FunctionLaunch.of(engine, recovery).option("-Drbd-functions.api.cache-ttl=200ms");
        try (FaultEnvironment environment = new FaultEnvironment("wrong-key", launch)) {
            for (InterruptedOperation operation : InterruptedOperation.values()) {
                REPORT.attempt(
                        "wrong key, then the right one",
                        () -> environment.survive(operation, recovery, (_, workload) -> {
                            environment.cluster().changeKey(WRONG);
                            // By then the cached key has expired.
                            FaultEnvironment.pause(Duration.ofMillis(300));
                            workload.begin().join();
                            return () -> environment
                                    .cluster()
                                    .changeKey(environment.ceph().adminKey());
                        }));
            }
        }
    }
}
