package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.support.ceph.CephCluster;
import java.util.Map;

/**
 * Warm admission reviews compared with a call that does nothing, in alternating turns. The review of a class sends no
 * requests; that of a claim reads its class and namespace from the mock API server in this process if they are not cached.
 */
final class ValidateBench {
    private static final int WARM_UP = 2_000;
    private static final int TURNS = 2_000;
    private static final Map<String, Object> PARAMETERS = Map.of(
            "monitors", "10.0.7.52:6789",
            "pool", "kube",
            "adminSecretName", "ceph-admin",
            "userSecretName", "ceph-user");
    private static final Map<String, Object> CLASS =
            Map.of("metadata", Map.of("name", "rbd"), "provisioner", "rbdfunctions.io/rbd", "parameters", PARAMETERS);
    private static final Map<String, Object> CLAIM = Map.of(
            "metadata", Map.of("name", "data"),
            "spec",
                    Map.of(
                            "accessModes",
                            new String[] {"ReadWriteOnce"},
                            "storageClassName",
                            "rbd",
                            "resources",
                            Map.of("requests", Map.of("storage", "1Gi"))));

    private final BenchFunction function;

    private ValidateBench(BenchFunction function) {
        this.function = function;
    }

    static void run() {
        try (CephCluster ceph = CephCluster.fresh();
                BenchApiServer api = new BenchApiServer();
                BenchFunction function = new BenchFunction(ceph, "validate", api.settings())) {
            api.client()
                    .resource(new StorageClassBuilder()
                            .withNewMetadata()
                            .withName("rbd")
                            .endMetadata()
                            .withProvisioner("rbdfunctions.io/rbd")
                            .withParameters(
                                    Map.of("monitors", "10.0.7.52:6789", "adminSecretName", "a", "userSecretName", "u"))
                            .build())
                    .create();
            api.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("shop")
                            .endMetadata()
                            .build())
                    .create();
            new ValidateBench(function).measure();
        }
    }

    private void measure() {
        turns(WARM_UP, new Timings(), new Timings(), new Timings());
        Timings live = new Timings();
        Timings ofClass = new Timings();
        Timings ofClaim = new Timings();
        turns(TURNS, live, ofClass, ofClaim);
        MarkdownTable table = new MarkdownTable(
                "Warm reviews, %d turns, milliseconds".formatted(TURNS), "call", "median", "99th percentile");
        row(table, "`GET /q/health/live`", live);
        row(table, "`POST /validate`, a class", ofClass);
        row(table, "`POST /validate`, a claim", ofClaim);
    }

    private static void row(MarkdownTable table, String call, Timings timings) {
        table.add(call, "%.2f".formatted(timings.median()), "%.2f".formatted(timings.p99()));
    }

    private void turns(int turns, Timings live, Timings ofClass, Timings ofClaim) {
        Object reviewOfClass = review("storage.k8s.io", "storageclasses", CLASS);
        Object reviewOfClaim = review("", "persistentvolumeclaims", CLAIM);
        for (int turn = 0; turn < turns; turn++) {
            live.time(() -> function.get("/q/health/live"));
            ofClass.time(() -> admit(reviewOfClass));
            ofClaim.time(() -> admit(reviewOfClaim));
        }
    }

    private void admit(Object review) {
        String answer = function.post("/validate?timeout=5s", review);
        if (!answer.contains("\"allowed\":true")) {
            throw new IllegalStateException(answer);
        }
    }

    private static Object review(String group, String resource, Object object) {
        return Map.of(
                "apiVersion",
                "admission.k8s.io/v1",
                "kind",
                "AdmissionReview",
                "request",
                Map.of(
                        "uid",
                        "1",
                        "operation",
                        "CREATE",
                        "namespace",
                        "shop",
                        "resource",
                        Map.of("group", group, "version", "v1", "resource", resource),
                        "object",
                        object));
    }
}
