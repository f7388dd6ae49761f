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
    private static final int MAXIMUM_EFFECTS = 20;
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
            Debugged debugged = new Debugged(environment, engine, port, side, recovery);
            assertThat(debugged.effects(InterruptedOperation.PROVISION)).isGreaterThanOrEqualTo(ofProvision);
            assertThat(debugged.effects(InterruptedOperation.EXPAND)).isGreaterThanOrEqualTo(5);
            assertThat(debugged.effects(InterruptedOperation.DELETE)).isGreaterThanOrEqualTo(ofDelete);
        }
    }

    /** A function under a debugger that stops it at each effect. */
    private static final class Debugged {
        private final FaultEnvironment environment;
        private final Engine engine;
        private final int port;
        private final Side side;
        private final Recovery recovery;
        private Debugger debugger;

        Debugged(FaultEnvironment environment, Engine engine, int port, Side side, Recovery recovery) {
            this.environment = environment;
            this.engine = engine;
            this.port = port;
            this.side = side;
            this.recovery = recovery;
            this.debugger = Debugger.attach(port, engine);
        }

        /** Kills the function at each effect; returns the number of effects. */
        int effects(InterruptedOperation operation) {
            for (int effect = 1; effect < MAXIMUM_EFFECTS; effect++) {
                if (!isKilledAt(operation, effect)) {
                    return effect - 1;
                }
            }
            throw new AssertionError("more than %d effects".formatted(MAXIMUM_EFFECTS));
        }

        private boolean isKilledAt(InterruptedOperation operation, int effect) {
            ClaimWorkload workload = operation.prepare(environment);
            EffectCounter counter = new EffectCounter(effect, side, environment::kill);
            debugger.notify(counter);
            environment.api().inject(ProxyFault.countEffects(counter));
            workload.begin().join();
            environment.api().inject(ProxyFault.NONE);
            debugger.notify(EffectCounter.NONE);
            if (!counter.hasKilled()) {
                assertThat(workload.isDone()).as(workload.toString()).isTrue();
            } else {
                String kind = "function killed at each effect of a %s"
                        .formatted(operation.name().toLowerCase(Locale.ROOT));
                REPORT.attempt(kind, () -> {
                    environment.startAgain();
                    debugger = Debugger.attach(port, engine);
                    recovery.finish(environment, workload);
                    new InvariantCheck(environment).assertHolds(workload);
                });
            }
            return counter.hasKilled();
        }
    }
}
