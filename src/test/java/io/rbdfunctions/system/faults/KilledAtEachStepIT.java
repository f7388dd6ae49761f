package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.system.faults.Steps.Side;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function is killed (SIGKILL) before and after each of its effects on Ceph and on the API server in turn. */
@Tag("faults")
class KilledAtEachStepIT {
    private static final int TOO_MANY = 20;
    private static final Tally TALLY = Tally.faults(KilledAtEachStepIT.class);

    @ParameterizedTest(name = "{0}, {1} it, then {2}")
    @CsvSource({"LIBRBD, BEFORE, RETRY", "LIBRBD, AFTER, SWEEP", "CLI, BEFORE, SWEEP", "CLI, AFTER, RETRY"})
    void theFunctionIsKilledAtEachOfItsEffects(Engine engine, Side side, Recovery recovery) {
        int port = LoopbackPorts.free();
        Surroundings surroundings = Surroundings.of(engine, recovery)
                .option("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
        String name = "killed-%s-%s-%s".formatted(engine, side, recovery);
        try (World world = new World(name, surroundings)) {
            Debugged debugged = new Debugged(world, engine, port, side, recovery);
            // The image, the volume, and two events; tags and finalizers besides.
            assertThat(debugged.effects(Work.PROVISION)).isGreaterThanOrEqualTo(5);
            assertThat(debugged.effects(Work.EXPAND)).isGreaterThanOrEqualTo(5);
            assertThat(debugged.effects(Work.DELETE)).isGreaterThanOrEqualTo(4);
        }
    }

    /** A function that stops at each of its effects. */
    private static final class Debugged {
        private final World world;
        private final Engine engine;
        private final int port;
        private final Side side;
        private final Recovery recovery;
        private Debugger debugger;

        Debugged(World world, Engine engine, int port, Side side, Recovery recovery) {
            this.world = world;
            this.engine = engine;
            this.port = port;
            this.side = side;
            this.recovery = recovery;
            this.debugger = Debugger.attach(port, engine);
        }

        /** Kills it at each, and answers how many there are. */
        int effects(Work work) {
            for (int effect = 1; effect < TOO_MANY; effect++) {
                if (!isKilledAt(work, effect)) {
                    return effect - 1;
                }
            }
            throw new AssertionError("it has no end");
        }

        private boolean isKilledAt(Work work, int effect) {
            Job job = work.prepare(world);
            Steps steps = new Steps(effect, side, world::kill);
            debugger.tell(steps);
            world.api().meddle(Meddling.steps(steps));
            job.begin().join();
            world.api().meddle(Meddling.NONE);
            debugger.tell(Steps.NONE);
            if (!steps.hasKilled()) {
                assertThat(job.isDone()).as(job.toString()).isTrue();
            } else {
                String kind = "function killed at each effect of a %s"
                        .formatted(work.name().toLowerCase(Locale.ROOT));
                TALLY.attempt(kind, () -> {
                    world.startAgain();
                    debugger = Debugger.attach(port, engine);
                    recovery.finish(world, job);
                    new ClosingCheck(world).holds(job);
                });
            }
            return steps.hasKilled();
        }
    }
}
