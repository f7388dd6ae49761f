package io.rbdfunctions.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.repair.TestRepairer;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.takeover.TakeoverReport.ClassFinding;
import io.rbdfunctions.takeover.TakeoverReport.UnservableVolume;
import io.rbdfunctions.volume.CsiDriver;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakeoverCheckTest {
    private static final String DRIVER = "rbd.csi.ceph.com";
    private static final String ROOK = "rook-ceph.rbd.csi.ceph.com";
    private static final TakeoverRequest ALL = new TakeoverRequest(null);
    private static final String ENCRYPTED =
            "it is encrypted by ceph-csi, which is not supported: leave the volume to ceph-csi";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void checksTheVolumesOfTheDriver() {
        put("pvc-1", DRIVER);
        put("pvc-2", ROOK);
        put("pvc-3", "ebs.csi.aws.com");

        assertThat(volumes(run(new TakeoverRequest(new CsiDriver(ROOK)), "rbdfunctions.io/rbd")))
                .containsExactly("pvc-2");
        assertThat(volumes(run(ALL, "rbdfunctions.io/rbd"))).as("all for RBD").containsExactly("pvc-1", "pvc-2");
        assertThat(volumes(run(ALL, DRIVER))).as("those of its own name").containsExactly("pvc-1");
    }

    @Test
    void saysWhichClaimAndWhy() {
        put("pvc-1", DRIVER);

        TakeoverReport report = run(ALL, DRIVER);

        assertThat(report.notServable()).containsExactly(new UnservableVolume("pvc-1", "shop/data", ENCRYPTED));
        assertThat(report.servable()).isZero();
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void readsAllPages() {
        List<String> names =
                IntStream.range(100, 123).mapToObj("pvc-%d"::formatted).toList();
        names.forEach(name -> put(name, DRIVER));

        assertThat(volumes(run(ALL, DRIVER))).isEqualTo(names);
    }

    @Test
    void aCheckWithoutTimeIsIncomplete() {
        put("pvc-1", DRIVER);

        TakeoverReport report = check(DRIVER, Duration.ofSeconds(-1)).run(ALL);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.actionText()).isEqualTo("checked in part");
        assertThat(volumes(report)).isEmpty();
    }

    @Test
    void aLongListIsCut() {
        VolumeFindings findings = new VolumeFindings();
        IntStream.range(0, 1_100).forEach(number -> findings.add(volume("pvc-" + number, DRIVER), Optional.of("why")));

        TakeoverReport report = findings.report(List.of(), List.of(), true);

        assertThat(report.notServable()).hasSize(1_000);
        assertThat(report.omitted()).isEqualTo(100);
    }

    @Test
    void saysWhichClassesWouldBeRefused() {
        api.put(storageClass("good", DRIVER, Map.of()));
        api.put(storageClass("encrypted", DRIVER, Map.of("encrypted", "true")));
        api.put(storageClass("typo", DRIVER, Map.of("pol", "kube")));
        api.put(storageClass("elsewhere", "ebs.csi.aws.com", Map.of()));
        api.put(storageClass("lost", DRIVER, Map.of("monitors", "")));

        List<ClassFinding> classes = run(ALL, DRIVER).storageClasses();

        assertThat(classes).extracting(ClassFinding::name).containsExactly("encrypted", "good", "lost", "typo");
        assertThat(classes.get(0).reason()).contains("encrypted");
        assertThat(classes.get(1).reason()).isNull();
        assertThat(classes.get(2).reason()).contains("names the monitors");
        assertThat(classes.get(3).reason()).contains("pol");
    }

    @Test
    void saysWhichAttributesClassesWouldBeRefused() {
        attributesClass("gold", DRIVER, Map.of("maxReadIops", "500"));
        attributesClass("fast", DRIVER, Map.of("iops", "500"));
        attributesClass("other", "ebs.csi.aws.com", Map.of("iops", "500"));

        List<ClassFinding> classes = run(ALL, DRIVER).attributesClasses();

        assertThat(classes).extracting(ClassFinding::name).containsExactly("fast", "gold");
        assertThat(classes.getFirst().reason()).contains("unknown parameter \"iops\"");
        assertThat(classes.getLast().reason()).isNull();
    }

    /** The permission to list them is new. */
    @Test
    void attributesClassesMayBeForbidden() {
        api.refuse("/apis/storage.k8s.io/v1/volumeattributesclasses", 403);

        assertThat(run(ALL, DRIVER).attributesClasses())
                .singleElement()
                .satisfies(found -> assertThat(found.reason()).contains("could not be listed", "403"));
    }

    private TakeoverReport run(TakeoverRequest request, String provisioner) {
        return check(provisioner, Duration.ofMinutes(1)).run(request);
    }

    private TakeoverCheck check(String provisioner, Duration time) {
        return new TakeoverCheck(
                api.volumes(),
                TestRepairer.check(TestPools.journals(api), TestEngine.store(TestPools.unusedEngine())),
                new ClassCheck(
                        api.classLists(),
                        TestPools.completion(api),
                        TestPools.over(
                                _ -> new Result(2, "", "rbd: error opening image a: (2) No such file or directory"),
                                api)),
                Clock.systemUTC(),
                config(time),
                () -> provisioner);
    }

    private static ReconcileConfig config(Duration time) {
        return new ReconcileConfig() {
            @Override
            public int retryQueueSize() {
                return 1;
            }

            @Override
            public Duration sweepTime() {
                return time;
            }

            @Override
            public int sweepParallelism() {
                return 4;
            }

            @Override
            public int pageSize() {
                return 10;
            }
        };
    }

    private void put(String name, String driver) {
        api.put(volume(name, driver));
    }

    /** Encrypted, so that the check needs no Ceph. */
    private static PersistentVolume volume(String name, String driver) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNewClaimRef()
                .withNamespace("shop")
                .withName("data")
                .endClaimRef()
                .withNewCsi()
                .withDriver(driver)
                .withVolumeHandle("0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b")
                .withVolumeAttributes(Map.of("encrypted", "true"))
                .endCsi()
                .endSpec()
                .build();
    }

    private void attributesClass(String name, String driver, Map<String, String> parameters) {
        api.put(new VolumeAttributesClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withDriverName(driver)
                .withParameters(parameters)
                .build());
    }

    private static StorageClass storageClass(String name, String provisioner, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(TestPools.PARAMETERS);
        parameters.put("clusterID", "c1");
        parameters.put("nodeStageSecretName", "node");
        parameters.putAll(more);
        parameters.values().removeIf(String::isEmpty);
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(provisioner)
                .withParameters(parameters)
                .build();
    }

    private static List<String> volumes(TakeoverReport report) {
        return report.notServable().stream()
                .map(UnservableVolume::persistentVolume)
                .toList();
    }
}
