package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.ceph.CephCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Daemons that stop, hang or are full in the middle of the work. */
@Tag("faults")
class CephFaultsIT {
    private static final String BY_BOTH = "{0}, then {1}";
    private static final Duration LONGER_THAN_TIMEOUTS = Duration.ofSeconds(6);
    private static final Tally TALLY = Tally.faults(CephFaultsIT.class);

    static Stream<Arguments> ways() {
        return Stream.of(Engine.values())
                .flatMap(engine -> Stream.of(Recovery.values()).map(recovery -> Arguments.of(engine, recovery)));
    }

    @ParameterizedTest(name = BY_BOTH)
    @MethodSource("ways")
    void theOsdIsStoppedAndStarted(Engine engine, Recovery recovery) {
        surviveAll(
                "OSD stopped and started in the middle",
                engine,
                recovery,
                struck(CephCluster::stopOsd, CephCluster::startOsd, Duration.ZERO));
    }

    @ParameterizedTest(name = BY_BOTH)
    @MethodSource("ways")
    void theMonitorIsStoppedAndStarted(Engine engine, Recovery recovery) {
        surviveAll(
                "monitor stopped and started in the middle",
                engine,
                recovery,
                struck(CephCluster::stopMon, CephCluster::startMon, Duration.ZERO));
    }

    @ParameterizedTest(name = BY_BOTH)
    @MethodSource("ways")
    void theOsdIsAwayForLongerThanAllTimeouts(Engine engine, Recovery recovery) {
        surviveAll(
                "OSD away for longer than the timeouts",
                engine,
                recovery,
                struck(CephCluster::stopOsd, CephCluster::startOsd, LONGER_THAN_TIMEOUTS));
    }

    @ParameterizedTest(name = BY_BOTH)
    @MethodSource("ways")
    void theMonitorHangs(Engine engine, Recovery recovery) {
        surviveAll(
                "monitor hung for longer than the timeouts",
                engine,
                recovery,
                struck(CephCluster::freezeMon, CephCluster::thawMon, LONGER_THAN_TIMEOUTS));
    }

    @ParameterizedTest(name = BY_BOTH)
    @MethodSource("ways")
    void thePoolIsFullAndThenHasRoom(Engine engine, Recovery recovery) {
        surviveAll("pool full, then not", engine, recovery, (world, job) -> {
            world.ceph().fillUp();
            CompletableFuture<Void> work = job.begin();
            World.pause(LONGER_THAN_TIMEOUTS);
            return () -> {
                world.ceph().makeRoom();
                work.join();
            };
        });
    }

    private static void surviveAll(
            String kind, Engine engine, Recovery recovery, BiFunction<World, Job, Runnable> fault) {
        String name = kind.replaceAll("\\W+", "-") + "-" + engine + "-" + recovery;
        try (World world = new World(name, Surroundings.of(engine, recovery))) {
            for (Work work : Work.values()) {
                TALLY.attempt(kind, () -> world.survive(work, recovery, fault));
            }
        }
    }

    /** Into work that a slow OSD makes long enough. */
    private static BiFunction<World, Job, Runnable> struck(
            Consumer<CephCluster> strike, Consumer<CephCluster> heal, Duration meanwhile) {
        return (world, job) -> {
            world.ceph().slow(Duration.ofMillis(20));
            CompletableFuture<Void> work = job.begin();
            world.pauseForAMoment();
            strike.accept(world.ceph());
            World.pause(meanwhile);
            return () -> {
                heal.accept(world.ceph());
                work.join();
                world.ceph().slow(Duration.ZERO);
            };
        };
    }
}
