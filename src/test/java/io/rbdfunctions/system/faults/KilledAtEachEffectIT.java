package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SurvivalReport;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.system.faults.EffectCounter.Side;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function is killed (SIGKILL) before and after each of its effects on Ceph and on the API server in turn. */
@Tag("faults")
class KilledAtEachEffectIT {
    private static final int TOO_MANY = 20;
    private static final SurvivalReport TALLY = SurvivalReport.faults(KilledAtEachEffectIT.class);

    @ParameterizedTest(name = "{0}, {1} it, then {2}")
    @CsvSource({"LIBRBD, BEFORE, RETRY", "LIBRBD, AFTER, SWEEP", "CLI, BEFORE, SWEEP", "CLI, AFTER, RETRY"})
    void theFunctionIsKilledAtEachOfItsEffects(Engine engine, Side side, Recovery recovery) {
        int port = LoopbackPorts.free();
        FunctionLaunch functionLaunch = FunctionLaunch.of(engine, recovery)
                .option("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
        String name = "killed-%s-%s-%s".formatted(engine, side, recovery);
        try (FaultEnvironment faultEnvironment = new FaultEnvironment(name, functionLaunch)) {
            Debugged debugged = new Debugged(faultEnvironment, engine, port, side, recovery);
            // The image, the volume, and two events; tags and finalizers besides.
            assertThat(debugged.effects(InterruptedOperation.PROVISION)).isGreaterThanOrEqualTo(5);
            assertThat(debugged.effects(InterruptedOperation.EXPAND)).isGreaterThanOrEqualTo(5);
            assertThat(debugged.effects(InterruptedOperation.DELETE)).isGreaterThanOrEqualTo(4);
        }
    }

    /** A function that stops at each of its effects. */
    private static final class Debugged {
        private final FaultEnvironment faultEnvironment;
        private final Engine engine;
        private final int port;
        private final Side side;
        private final Recovery recovery;
        private Debugger debugger;

        Debugged(FaultEnvironment faultEnvironment, Engine engine, int port, Side side, Recovery recovery) {
            this.faultEnvironment = faultEnvironment;
            this.engine = engine;
            this.port = port;
            this.side = side;
            this.recovery = recovery;
            this.debugger = Debugger.attach(port, engine);
        }

        /** Kills it at each, and answers how many there are. */
        int effects(InterruptedOperation interruptedOperation) {
            for (int effect = 1; effect < TOO_MANY; effect++) {
                if (!isKilledAt(interruptedOperation, effect)) {
                    return effect - 1;
                }
            }
            throw new AssertionError("it has no end");
        }

        private boolean isKilledAt(InterruptedOperation interruptedOperation, int effect) {
            ClaimWorkload claimWorkload = interruptedOperation.prepare(faultEnvironment);
            EffectCounter effectCounter = new EffectCounter(effect, side, faultEnvironment::kill);
            debugger.tell(effectCounter);
            faultEnvironment.api().meddle(ProxyFault.steps(effectCounter));
            claimWorkload.begin().join();
            faultEnvironment.api().meddle(ProxyFault.NONE);
            debugger.tell(EffectCounter.NONE);
            if (!effectCounter.hasKilled()) {
                assertThat(claimWorkload.isDone()).as(claimWorkload.toString()).isTrue();
            } else {
                String kind = "function killed at each effect of a %s"
                        .formatted(interruptedOperation.name().toLowerCase(Locale.ROOT));
                TALLY.attempt(kind, () -> {
                    faultEnvironment.startAgain();
                    debugger = Debugger.attach(port, engine);
                    recovery.finish(faultEnvironment, claimWorkload);
                    new InvariantCheck(faultEnvironment).holds(claimWorkload);
                });
            }
            return effectCounter.hasKilled();
        }
    }
}
