package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.support.SurvivalReport;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.EffectLimit.Side;
import io.rbdfunctions.support.cluster.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the function (SIGKILL) while it takes, restores, clones and deletes, and loads it with many snapshots at once. */
@Tag("faults")
class SnapshotFaultsIT {
    private static final int MANY = 100;
    /** The default, and the rounding of its end. */
    private static final Duration PURGE_AFTER = Duration.ofSeconds(25 + 3);

    private static final SurvivalReport REPORT = SurvivalReport.faults(SnapshotFaultsIT.class);

    @ParameterizedTest(name = "{0}, {1} it, then {2}")
    // The watches of a dead process of librbd last for 30 s, for which each sweep would have to wait.
    @CsvSource({"LIBRBD, BEFORE, RETRY", "CLI, AFTER, SWEEP"})
    void survivesAKillAtEachEffect(Engine engine, Side side, Recovery recovery) {
        int port = LoopbackPorts.free();
        FunctionLaunch launch = launch(engine, recovery)
                .option("-Drbd-functions.rbd.purge-after=1s")
                .option("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
        String name = "killed-snapshot-%s-%s-%s".formatted(engine, side, recovery);
        try (FaultEnvironment environment = new FaultEnvironment(name, launch, TestCluster.DYNAMIC)) {
            PersistentVolumeClaim source = source(environment);
            DebuggedFunction debugged = new DebuggedFunction(environment, engine, port, side, recovery, REPORT);
            for (InterruptedSnapshot operation : InterruptedSnapshot.values()) {
                String words = operation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                assertThat(debugged.effects(words, prepared -> operation.prepare(prepared, source)))
                        .as(words)
                        .isGreaterThanOrEqualTo(4);
            }
        }
    }

    /** Each of the three steps is interrupted once, and finished by a sweep. */
    @ParameterizedTest
    @EnumSource
    void manyAtOnceSurviveAKill(Engine engine) {
        String name = "many-snapshots-" + engine;
        try (FaultEnvironment environment =
                new FaultEnvironment(name, launch(engine, Recovery.SWEEP), TestCluster.DYNAMIC)) {
            PersistentVolumeClaim source = source(environment);
            List<GenericKubernetesResource> contents = IntStream.range(0, MANY)
                    .mapToObj(_ -> InterruptedSnapshot.asked(environment, source))
                    .toList();
            survive(environment, new SnapshotWorkload(environment, false, contents, List.of()));

            List<PersistentVolumeClaim> claims = contents.stream()
                    .map(content -> InterruptedSnapshot.from(environment, content))
                    .toList();
            survive(environment, claims(environment, claims, List.of()));

            List<PersistentVolume> released = Stream.concat(claims.stream(), Stream.of(source))
                    .map(claim -> InterruptedSnapshot.released(environment.cluster(), claim))
                    .toList();
            finish(environment, claims(environment, List.of(), released));
            List<GenericKubernetesResource> deleted = contents.stream()
                    .map(environment.snapshots().controller()::delete)
                    .toList();
            finish(environment, new SnapshotWorkload(environment, false, List.of(), deleted));
            assertNothingIsLeft(environment);
        }
    }

    /** Without a manager, which these clusters do not have: a process that does not know that yet would leave images to it. */
    private static FunctionLaunch launch(Engine engine, Recovery recovery) {
        return FunctionLaunch.of(engine, recovery)
                .option("-Drbd-functions.snapshots=true")
                .option("-Drbd-functions.rbd.manager-tasks=false");
    }

    private static PersistentVolumeClaim source(FaultEnvironment environment) {
        environment
                .snapshots()
                .controller()
                .makeClass(
                        Map.of("clusterID", "c1", "monitors", environment.ceph().monitors()));
        PersistentVolumeClaim claim =
                environment.cluster().handedOver(environment.cluster().makeClaim(environment.storageClass()));
        environment.deliverAndExpectSuccess(claim);
        return environment.cluster().bound(claim);
    }

    private static ClaimWorkload claims(
            FaultEnvironment environment, List<PersistentVolumeClaim> pending, List<PersistentVolume> released) {
        return new ClaimWorkload(environment, false, pending, List.of(), released);
    }

    private static void survive(FaultEnvironment environment, Workload workload) {
        REPORT.attempt("function killed during " + workload, () -> {
            var begun = workload.begin();
            environment.pauseForAMoment();
            environment.kill();
            begun.join();
            environment.startAgain();
            finish(environment, workload);
            new InvariantCheck(environment).assertHolds(workload);
        });
    }

    private static void finish(FaultEnvironment environment, Workload workload) {
        environment.awaitQuiet();
        environment.sweepAndExpectSuccess();
        environment.cluster().settle();
        assertThat(workload.isDone()).as(workload.toString()).isTrue();
    }

    private static void assertNothingIsLeft(FaultEnvironment environment) {
        FaultEnvironment.pause(PURGE_AFTER);
        environment.sweepAndExpectSuccess();
        String pool = environment.cluster().pool();
        assertThat(environment.ceph().images(pool)).isEmpty();
        assertThat(environment.ceph().rbd("trash", "ls", pool).orFail().stdout())
                .isEmpty();
        assertThat(Omaps.of(environment.ceph(), pool).all("csi.").values()).allMatch(Map::isEmpty);
        assertThat(environment.ceph().dataObjects(pool)).isEmpty();
    }
}
