package io.rbdfunctions.system.faults;

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
class KilledInTheMiddleIT {
    private static final Tally TALLY = Tally.faults(KilledInTheMiddleIT.class);

    static Stream<Arguments> ways() {
        return CephFaultsIT.ways();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void theFunctionIsKilled(Engine engine, Recovery recovery) {
        try (World world = new World("killed-%s-%s".formatted(engine, recovery), Surroundings.of(engine, recovery))) {
            for (Work work : Work.values()) {
                TALLY.attempt(
                        "function killed in the middle of a call",
                        () -> world.survive(work, recovery, (_, job) -> killed(world, job)));
            }
        }
    }

    private static Runnable killed(World world, Job job) {
        world.ceph().slow(Duration.ofMillis(20));
        CompletableFuture<Void> work = job.begin();
        world.pauseForAMoment();
        world.kill();
        work.join();
        return () -> {
            world.ceph().slow(Duration.ZERO);
            world.startAgain();
        };
    }

    @ParameterizedTest(name = "then {0}")
    @EnumSource
    void itsCommandsAreKilled(Recovery recovery) {
        try (World world = new World("killed-commands-" + recovery, Surroundings.of(Engine.CLI, recovery))) {
            for (Work work : Work.values()) {
                TALLY.attempt(
                        "rbd killed under the function",
                        () -> world.survive(work, recovery, (_, job) -> killedCommands(world, job)));
            }
        }
    }

    private static Runnable killedCommands(World world, Job job) {
        world.ceph().slow(Duration.ofMillis(20));
        CompletableFuture<Void> work = job.begin();
        do {
            World.pause(Duration.ofMillis(100));
            Leftovers.kill(world.ceph());
        } while (!work.isDone() && Leftovers.commands(world.ceph()).isEmpty());
        return () -> {
            work.join();
            world.ceph().slow(Duration.ZERO);
        };
    }
}
