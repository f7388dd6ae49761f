package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.SurvivalReport;
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
    private static final SurvivalReport TALLY = SurvivalReport.faults(CephFaultsIT.class);

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
        surviveAll("pool full, then not", engine, recovery, (faultEnvironment, claimWorkload) -> {
            faultEnvironment.ceph().fillUp();
            CompletableFuture<Void> work = claimWorkload.begin();
            FaultEnvironment.pause(LONGER_THAN_TIMEOUTS);
            return () -> {
                faultEnvironment.ceph().makeRoom();
                work.join();
            };
        });
    }

    private static void surviveAll(
            String kind, Engine engine, Recovery recovery, BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        String name = kind.replaceAll("\\W+", "-") + "-" + engine + "-" + recovery;
        try (FaultEnvironment faultEnvironment = new FaultEnvironment(name, FunctionLaunch.of(engine, recovery))) {
            for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
                TALLY.attempt(kind, () -> faultEnvironment.survive(interruptedOperation, recovery, fault));
            }
        }
    }

    /** Into work that a slow OSD makes long enough. */
    private static BiFunction<FaultEnvironment, ClaimWorkload, Runnable> struck(
            Consumer<CephCluster> strike, Consumer<CephCluster> heal, Duration meanwhile) {
        return (faultEnvironment, claimWorkload) -> {
            faultEnvironment.ceph().slow(Duration.ofMillis(20));
            CompletableFuture<Void> work = claimWorkload.begin();
            faultEnvironment.pauseForAMoment();
            strike.accept(faultEnvironment.ceph());
            FaultEnvironment.pause(meanwhile);
            return () -> {
                heal.accept(faultEnvironment.ceph());
                work.join();
                faultEnvironment.ceph().slow(Duration.ZERO);
            };
        };
    }
}
