package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SurvivalReport;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.support.cluster.EffectLimit.Side;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills the function (SIGKILL) before and after each of its effects on Ceph and the API server. */
@Tag("faults")
class KilledAtEachEffectIT {
    private static final SurvivalReport REPORT = SurvivalReport.faults(KilledAtEachEffectIT.class);

    @ParameterizedTest(name = "{0}, {1} it, then {2}")
    @CsvSource({"LIBRBD, BEFORE, RETRY", "LIBRBD, AFTER, SWEEP", "CLI, BEFORE, SWEEP", "CLI, AFTER, RETRY"})
    void survivesAKillAtEachEffect(Engine engine, Side side, Recovery recovery) {
        // The image, the volume and two events, plus tags and finalizers.
        survive("killed", Map.of(), 5, 4, engine, side, recovery);
    }

    @ParameterizedTest(name = "{0}, {1} it, then {2}")
    @CsvSource({"LIBRBD, BEFORE, SWEEP", "LIBRBD, AFTER, RETRY", "CLI, BEFORE, RETRY", "CLI, AFTER, SWEEP"})
    void aDynamicVolumeSurvivesAKillAtEachEffect(Engine engine, Side side, Recovery recovery) {
        Map<String, String> dynamic =
                Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node", "nodeStageSecretNamespace", "default");
        // The same, and the journal: three times for a new volume, twice for a deleted one.
        survive("killed-dynamic", dynamic, 8, 6, engine, side, recovery);
    }

    private static void survive(
            String directory,
            Map<String, String> parameters,
            int ofProvision,
            int ofDelete,
            Engine engine,
            Side side,
            Recovery recovery) {
        int port = LoopbackPorts.free();
        FunctionLaunch launch = FunctionLaunch.of(engine, recovery)
                .option("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
        String name = "%s-%s-%s-%s".formatted(directory, engine, side, recovery);
        try (FaultEnvironment environment = new FaultEnvironment(name, launch, parameters)) {
            DebuggedFunction debugged = new DebuggedFunction(environment, engine, port, side, recovery, REPORT);
            assertThat(effects(debugged, InterruptedOperation.PROVISION)).isGreaterThanOrEqualTo(ofProvision);
            assertThat(effects(debugged, InterruptedOperation.EXPAND)).isGreaterThanOrEqualTo(5);
            assertThat(effects(debugged, InterruptedOperation.DELETE)).isGreaterThanOrEqualTo(ofDelete);
        }
    }

    private static int effects(DebuggedFunction debugged, InterruptedOperation operation) {
        return debugged.effects(operation.name().toLowerCase(Locale.ROOT), operation::prepare);
    }
}
