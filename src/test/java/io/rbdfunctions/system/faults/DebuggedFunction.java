package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SurvivalReport;
import io.rbdfunctions.support.cluster.EffectLimit.Side;
import java.util.function.Function;

/** A function under a debugger that stops it at each effect. */
final class DebuggedFunction {
    private static final int MAXIMUM_EFFECTS = 60;

    private final FaultEnvironment environment;
    private final Engine engine;
    private final int port;
    private final Side side;
    private final Recovery recovery;
    private final SurvivalReport report;
    private Debugger debugger;

    DebuggedFunction(
            FaultEnvironment environment,
            Engine engine,
            int port,
            Side side,
            Recovery recovery,
            SurvivalReport report) {
        this.report = report;
        this.environment = environment;
        this.engine = engine;
        this.port = port;
        this.side = side;
        this.recovery = recovery;
        this.debugger = Debugger.attach(port, engine);
    }

    /** Kills the function at each effect; returns the number of effects. */
    int effects(String operation, Function<FaultEnvironment, ? extends Workload> prepare) {
        for (int effect = 1; effect < MAXIMUM_EFFECTS; effect++) {
            if (!isKilledAt(operation, prepare, effect)) {
                return effect - 1;
            }
        }
        throw new AssertionError("more than %d effects".formatted(MAXIMUM_EFFECTS));
    }

    private boolean isKilledAt(String operation, Function<FaultEnvironment, ? extends Workload> prepare, int effect) {
        Workload workload = prepare.apply(environment);
        EffectCounter counter = new EffectCounter(effect, side, environment::kill);
        debugger.notify(counter);
        environment.api().inject(ProxyFault.countEffects(counter));
        workload.begin().join();
        environment.api().inject(ProxyFault.NONE);
        debugger.notify(EffectCounter.NONE);
        if (!counter.hasKilled()) {
            assertThat(workload.isDone()).as(workload.toString()).isTrue();
        } else {
            String kind = "function killed at each effect of a %s".formatted(operation);
            report.attempt(kind, () -> {
                environment.startAgain();
                debugger = Debugger.attach(port, engine);
                recovery.finish(environment, workload);
                new InvariantCheck(environment).assertHolds(workload);
            });
        }
        return counter.hasKilled();
    }
}
