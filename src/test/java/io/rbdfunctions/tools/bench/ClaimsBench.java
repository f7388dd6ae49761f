package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.support.ceph.CephCluster;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A burst of claims through the event functions, one at a time as the event source sends them, and 16 at a time; and with the
 * watch of a process that stays, from the creation of the first claim.
 */
final class ClaimsBench {
    private static final List<Integer> CLAIMS = List.of(1, 20, 100, 500);
    /** More would take minutes. */
    private static final int MAX_CLAIMS_OF_CLI = 100;

    private static final int WARM_UP = 300;
    private static final int BURST = 100;
    private static final String NAMESPACE = "default";

    private final CephCluster ceph;
    private final BenchApiServer api;
    private final BenchFunction function;
    private final String engine;

    /** What the class has besides the parameters of in-tree volumes. */
    private Map<String, String> ofCsi = Map.of();

    /** The function remembers a class for a while, so a changed one has another name. */
    private String className = "rbd";

    private ClaimsBench(CephCluster ceph, BenchApiServer api, BenchFunction function, String engine) {
        this.ceph = ceph;
        this.api = api;
        this.function = function;
        this.engine = engine;
    }

    static void run() {
        MarkdownTable table = new MarkdownTable(
                "Claims, seconds to the last PersistentVolume (milliseconds per claim)",
                "engine",
                "claims",
                "events, one at a time",
                "RSS after that",
                "events, 16 at a time",
                "watch, one claim after the other",
                "watch, all at once",
                "RSS after that",
                "share of the mock API server, one at a time");
        for (String engine :
                List.of(System.getProperty("bench.engines", "librbd,cli").split(","))) {
            try (CephCluster ceph = CephCluster.fresh();
                    BenchApiServer api = new BenchApiServer();
                    BenchFunction function = new BenchFunction(
                            ceph,
                            "claims-" + engine,
                            api.settings("rbd-functions.rbd.engine=" + engine, "rbd-functions.secrets.directory="))) {
                ClaimsBench claims = new ClaimsBench(ceph, api, function, engine);
                claims.bursts();
                claims.measure(table);
            }
        }
    }

    /** Measures the first and the second burst after the start of the function. */
    private void bursts() {
        for (String which : List.of("first", "second")) {
            double seconds = seconds(BURST, 1);
            MarkdownTable.line("%s engine, after its start: %s s for the %s %d claims one at a time, RSS after them: %s"
                    .formatted(engine, cell(seconds, BURST), which, BURST, residentMegabytes()));
        }
    }

    private void measure(MarkdownTable table) {
        seconds(engine.equals("cli") ? 10 : WARM_UP, 4);
        int most = engine.equals("cli") ? MAX_CLAIMS_OF_CLI : Integer.MAX_VALUE;
        for (int claims : CLAIMS.stream().filter(count -> count <= most).toList()) {
            double serial = seconds(claims, 1);
            String resident = residentMegabytes();
            double parallel = seconds(claims, 16);
            WatchedClaims.Times watched = watched(claims);
            double mock = api.secondsFor(claims(claims));
            table.add(
                    engine,
                    claims,
                    cell(serial, claims),
                    resident,
                    cell(parallel, claims),
                    cell(watched.serial(), claims),
                    cell(watched.burst(), claims),
                    watched.resident(),
                    cell(mock, claims));
        }
        MarkdownTable.line("%s engine: RSS after the load: %s".formatted(engine, residentMegabytes()));
        compareWithDynamic(Math.min(most, 100));
    }

    private void compareWithDynamic(int claims) {
        double inTree = seconds(claims, 1);
        double inTreeAtOnce = seconds(claims, 16);
        ofCsi = Map.of("clusterID", "c1");
        className = "rbd-csi";
        seconds(claims, 4);
        double dynamic = seconds(claims, 1);
        double dynamicAtOnce = seconds(claims, 16);
        ofCsi = Map.of();
        className = "rbd";
        MarkdownTable.line(
                "%s engine, %d claims: in-tree volumes %s s one at a time, %s s 16 at a time; dynamic volumes %s s (ratio %s), %s s (ratio %s)"
                        .formatted(
                                engine,
                                claims,
                                cell(inTree, claims),
                                cell(inTreeAtOnce, claims),
                                cell(dynamic, claims),
                                MarkdownTable.ratio(dynamic, inTree),
                                cell(dynamicAtOnce, claims),
                                MarkdownTable.ratio(dynamicAtOnce, inTreeAtOnce)));
    }

    /** The function of the events is idle meanwhile. */
    private WatchedClaims.Times watched(int claims) {
        makeClass();
        try (BenchFunction watching = BenchFunction.watching(
                ceph,
                "watch-%s-%d".formatted(engine, claims),
                api.settings("rbd-functions.rbd.engine=" + engine, "rbd-functions.secrets.directory="))) {
            WatchedClaims watched = new WatchedClaims(api.client(), watching);
            int warmUp = engine.equals("cli") ? 10 : WARM_UP;
            watched.burst(unsaved(warmUp));
            makeClass();
            double serial = watched.oneByOne(unsaved(claims));
            makeClass();
            double burst = watched.burst(unsaved(claims));
            return new WatchedClaims.Times(
                    serial, burst, "%d MB".formatted(watching.process().residentBytes() >> 20));
        }
    }

    private String residentMegabytes() {
        return "%d MB".formatted(function.process().residentBytes() >> 20);
    }

    private static String cell(double seconds, int claims) {
        return "%.2f (%.1f)".formatted(seconds, 1000 * seconds / claims);
    }

    private double seconds(int claims, int atATime) {
        List<String> events = claims(claims).stream().map(Serialization::asJson).toList();
        long start = System.nanoTime();
        WorkerThreads.forEach(atATime, events, this::deliver);
        double seconds = (System.nanoTime() - start) / 1e9;
        int volumes = api.client().persistentVolumes().list().getItems().size();
        if (volumes != claims) {
            throw new IllegalStateException("%d volumes for %d claims".formatted(volumes, claims));
        }
        return seconds;
    }

    private void deliver(String claim) {
        function.post(
                "/",
                claim,
                "Ce-Id: " + UUID.randomUUID(),
                "Ce-Specversion: 1.0",
                "Ce-Source: https://127.0.0.1:6443",
                "Ce-Type: dev.knative.apiserver.resource.update",
                "Ce-Kind: PersistentVolumeClaim",
                "Ce-Namespace: " + NAMESPACE);
    }

    /** Creates the claims in an empty cluster, as they are when the controller manager has set their provisioner. */
    private List<PersistentVolumeClaim> claims(int count) {
        makeClass();
        return unsaved(count).stream()
                .map(claim -> api.client().resource(claim).create())
                .toList();
    }

    private List<PersistentVolumeClaim> unsaved(int count) {
        return IntStream.range(0, count).mapToObj(this::claim).toList();
    }

    /** Creates the class and its Secret in an empty cluster. */
    private void makeClass() {
        api.empty();
        KubernetesClient client = api.client();
        client.resource(storageClass()).create();
        client.resource(secret()).create();
    }

    private PersistentVolumeClaim claim(int index) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("data-" + index)
                .withUid(UUID.randomUUID().toString())
                .addToAnnotations("volume.kubernetes.io/storage-provisioner", "rbdfunctions.io/rbd")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(className)
                .withVolumeMode("Filesystem")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    private io.fabric8.kubernetes.api.model.storage.StorageClass storageClass() {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(className)
                .endMetadata()
                .withProvisioner("rbdfunctions.io/rbd")
                .withReclaimPolicy("Delete")
                .addToParameters(ofCsi)
                .addToParameters(Map.of(
                        "monitors",
                        ceph.monitors(),
                        "pool",
                        ceph.pool(),
                        "adminSecretName",
                        "ceph-admin",
                        "adminSecretNamespace",
                        NAMESPACE,
                        "userSecretName",
                        "ceph-user",
                        "imageFeatures",
                        "layering"))
                .build();
    }

    private io.fabric8.kubernetes.api.model.Secret secret() {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("ceph-admin")
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .addToData(
                        "key",
                        Base64.getEncoder().encodeToString(ceph.adminKey().getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
