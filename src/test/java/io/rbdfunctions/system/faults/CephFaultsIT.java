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

/** Ceph daemons stop, hang or are full during an operation. */
@Tag("faults")
class CephFaultsIT {
    private static final String DISPLAY_NAME = "{0}, then {1}";
    private static final Duration LONGER_THAN_TIMEOUTS = Duration.ofSeconds(6);
    private static final SurvivalReport REPORT = SurvivalReport.faults(CephFaultsIT.class);

    static Stream<Arguments> enginesAndRecoveries() {
        return Stream.of(Engine.values())
                .flatMap(engine -> Stream.of(Recovery.values()).map(recovery -> Arguments.of(engine, recovery)));
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @MethodSource("enginesAndRecoveries")
    void survivesARestartOfTheOsd(Engine engine, Recovery recovery) {
        surviveAll(
                "OSD stopped and started in the middle",
                engine,
                recovery,
                strikeDuringOperation(CephCluster::stopOsd, CephCluster::startOsd, Duration.ZERO));
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @MethodSource("enginesAndRecoveries")
    void survivesARestartOfTheMonitor(Engine engine, Recovery recovery) {
        surviveAll(
                "monitor stopped and started in the middle",
                engine,
                recovery,
                strikeDuringOperation(CephCluster::stopMon, CephCluster::startMon, Duration.ZERO));
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @MethodSource("enginesAndRecoveries")
    void survivesAnOsdThatIsDownLongerThanAllTimeouts(Engine engine, Recovery recovery) {
        surviveAll(
                "OSD down for longer than the timeouts",
                engine,
                recovery,
                strikeDuringOperation(CephCluster::stopOsd, CephCluster::startOsd, LONGER_THAN_TIMEOUTS));
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @MethodSource("enginesAndRecoveries")
    void survivesAHangingMonitor(Engine engine, Recovery recovery) {
        surviveAll(
                "monitor hung for longer than the timeouts",
                engine,
                recovery,
                strikeDuringOperation(CephCluster::freezeMon, CephCluster::thawMon, LONGER_THAN_TIMEOUTS));
    }

    @ParameterizedTest(name = DISPLAY_NAME)
    @MethodSource("enginesAndRecoveries")
    void survivesAFullPool(Engine engine, Recovery recovery) {
        surviveAll("pool full, then not", engine, recovery, (environment, workload) -> {
            environment.ceph().reportFull();
            CompletableFuture<Void> work = workload.begin();
            FaultEnvironment.pause(LONGER_THAN_TIMEOUTS);
            return () -> {
                environment.ceph().freeSpace();
                work.join();
            };
        });
    }

    private static void surviveAll(
            String kind,
            Engine engine,
            Recovery recovery,
            BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        String name = kind.replaceAll("\\W+", "-") + "-" + engine + "-" + recovery;
        try (FaultEnvironment environment = new FaultEnvironment(name, FunctionLaunch.of(engine, recovery))) {
            for (InterruptedOperation operation : InterruptedOperation.values()) {
                REPORT.attempt(kind, () -> environment.survive(operation, recovery, fault));
            }
        }
    }

    /** Strikes during an operation that a slow OSD makes long enough. */
    private static BiFunction<FaultEnvironment, ClaimWorkload, Runnable> strikeDuringOperation(
            Consumer<CephCluster> strike, Consumer<CephCluster> heal, Duration meanwhile) {
        return (environment, workload) -> {
            environment.ceph().slow(Duration.ofMillis(20));
            CompletableFuture<Void> work = workload.begin();
            environment.pauseForAMoment();
            strike.accept(environment.ceph());
            FaultEnvironment.pause(meanwhile);
            return () -> {
                heal.accept(environment.ceph());
                work.join();
                environment.ceph().slow(Duration.ZERO);
            };
        };
    }
}
