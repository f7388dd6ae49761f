package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.support.ceph.CephCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A sweep over 10,000 claims, volumes and images, with nothing to do. */
final class SweepBench {
    private static final int OBJECTS = 10_000;
    private static final int TURNS = 5;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final String PROVISIONER = "rbdfunctions.io/rbd";

    private SweepBench() {}

    static void run() {
        List<String> uids = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(OBJECTS)
                .toList();
        try (CephCluster ceph = CephCluster.fresh();
                PlainFfm ffm = new PlainFfm(ceph)) {
            WorkerThreads.forEach(8, uids, uid -> ffm.create("kubernetes-dynamic-pvc-" + uid, 1L << 30));
            MarkdownTable table = new MarkdownTable(
                    "Sweep over %d claims, volumes and images, nothing to do".formatted(OBJECTS),
                    "engine",
                    "seconds: first",
                    "median of %d".formatted(TURNS),
                    "RSS");
            try (PagedApiServer api = new PagedApiServer(Map.of(
                    "/api/v1/persistentvolumeclaims",
                    uids.stream().map(SweepBench::claim).toList(),
                    "/api/v1/persistentvolumes",
                    uids.stream().map(uid -> volume(ceph, uid)).toList(),
                    "/apis/storage.k8s.io/v1/storageclasses",
                    List.of()))) {
                for (String engine : List.of("librbd", "cli")) {
                    measure(table, ceph, api, engine);
                }
                watch(ceph, api);
            }
        }
    }

    /** The watch of the same claims and volumes, which need nothing. */
    private static void watch(CephCluster ceph, PagedApiServer api) {
        try (BenchFunction function = BenchFunction.watching(ceph, "watch-idle", ApiSettings.of(api.address()))) {
            pause();
            ProcessUsage before = ProcessUsage.of(function.process().pid());
            pause();
            ProcessUsage after = ProcessUsage.of(function.process().pid());
            sweep(function);
            ProcessUsage swept = ProcessUsage.of(function.process().pid());
            MarkdownTable.line(
                    "watch of %d claims and volumes, idle: %.2f %% of a processor, RSS %.0f MB, after a sweep %.0f MB"
                            .formatted(
                                    OBJECTS,
                                    (after.cpuMillis() - before.cpuMillis()) / IDLE.toMillis() * 100,
                                    after.rssMegabytes(),
                                    swept.rssMegabytes()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void measure(MarkdownTable table, CephCluster ceph, PagedApiServer api, String engine) {
        try (BenchFunction function = new BenchFunction(
                ceph, "sweep-" + engine, ApiSettings.of(api.address(), "rbd-functions.rbd.engine=" + engine))) {
            Timings first = new Timings();
            first.time(() -> sweep(function));
            Timings warm = new Timings();
            for (int turn = 0; turn < TURNS; turn++) {
                warm.time(() -> sweep(function));
            }
            table.add(
                    engine,
                    "%.1f".formatted(first.median() / 1000),
                    "%.1f".formatted(warm.median() / 1000),
                    "%d MB".formatted(function.process().residentBytes() >> 20));
        }
    }

    /** Runs a sweep and checks that it saw every object and found no orphans. */
    private static void sweep(BenchFunction function) {
        String report = function.post("/sweep", "{}");
        var tree = Serialization.unmarshal(report, Map.class);
        if (!Integer.valueOf(OBJECTS).equals(tree.get("claims"))
                || !Integer.valueOf(OBJECTS).equals(tree.get("volumes"))
                || !Boolean.TRUE.equals(tree.get("complete"))
                || !String.valueOf(tree.get("orphans")).contains("images=[], volumes=[]")) {
            throw new IllegalStateException(report);
        }
    }

    private static String claim(String uid) {
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withMetadata(metadata("data-" + uid, uid))
                .editMetadata()
                .withNamespace("default")
                .addToAnnotations("volume.kubernetes.io/storage-provisioner", PROVISIONER)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("rbd")
                .withVolumeMode("Filesystem")
                .withVolumeName("pvc-" + uid)
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .addToCapacity("storage", new Quantity("1Gi"))
                .endStatus()
                .build();
        return Serialization.asJson(claim);
    }

    private static String volume(CephCluster ceph, String uid) {
        PersistentVolume volume = new PersistentVolumeBuilder()
                .withMetadata(metadata("pvc-" + uid, UUID.randomUUID().toString()))
                .editMetadata()
                .withFinalizers("rbdfunctions.io/image", "kubernetes.io/pv-protection")
                .addToAnnotations("pv.kubernetes.io/provisioned-by", PROVISIONER)
                .addToAnnotations("rbdfunctions.io/monitors", ceph.monitors())
                .addToAnnotations("rbdfunctions.io/pool", ceph.pool())
                .addToAnnotations("rbdfunctions.io/admin-id", "admin")
                .addToAnnotations("rbdfunctions.io/admin-secret-name", "ceph-admin")
                .addToAnnotations("rbdfunctions.io/admin-secret-namespace", "kube-system")
                .endMetadata()
                .withNewSpec()
                .addToCapacity("storage", new Quantity("1Gi"))
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Delete")
                .withStorageClassName("rbd")
                .withVolumeMode("Filesystem")
                .withNewClaimRef()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace("default")
                .withName("data-" + uid)
                .withUid(uid)
                .endClaimRef()
                .withNewRbd()
                .withMonitors(ceph.monitors())
                .withPool(ceph.pool())
                .withImage("kubernetes-dynamic-pvc-" + uid)
                .withUser("kube")
                .endRbd()
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .endStatus()
                .build();
        return Serialization.asJson(volume);
    }

    /** With managed fields, which are the largest part of a real object. */
    private static ObjectMeta metadata(String name, String uid) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withUid(uid)
                .withResourceVersion("1234567")
                .withCreationTimestamp("2026-11-24T00:00:00Z")
                .addToManagedFields(new ManagedFieldsEntryBuilder()
                        .withManager("kube-controller-manager")
                        .withOperation("Update")
                        .withApiVersion("v1")
                        .withFieldsType("FieldsV1")
                        .withTime("2026-11-24T00:00:00Z")
                        .withNewFieldsV1()
                        .addToAdditionalProperties("f:metadata", Map.of("f:annotations", Map.of(".", Map.of())))
                        .addToAdditionalProperties("f:spec", Map.of("f:volumeName", Map.of(), "f:capacity", Map.of()))
                        .endFieldsV1()
                        .build())
                .build();
    }
}
