package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.SurvivalReport;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Secret holds a wrong key, and then the right one. */
@Tag("faults")
class KeyFaultsIT {
    private static final String WRONG = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final SurvivalReport TALLY = SurvivalReport.faults(KeyFaultsIT.class);

    static Stream<Arguments> ways() {
        return CephFaultsIT.ways();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void theWrongKeyIsFollowedByTheRightOne(Engine engine, Recovery recovery) {
        FunctionLaunch functionLaunch = FunctionLaunch.of(engine, recovery).option("-Drbd-functions.api.cache-ttl=200ms");
        try (FaultEnvironment faultEnvironment = new FaultEnvironment("wrong-key", functionLaunch)) {
            for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
                TALLY.attempt(
                        "wrong key, then the right one",
                        () -> faultEnvironment.survive(interruptedOperation, recovery, (_, claimWorkload) -> {
                            faultEnvironment.cluster().changeKey(WRONG);
                            // By then the key that was read before is forgotten.
                            FaultEnvironment.pause(Duration.ofMillis(300));
                            claimWorkload.begin().join();
                            return () -> faultEnvironment.cluster().changeKey(faultEnvironment.ceph().adminKey());
                        }));
            }
        }
    }
}
