package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.rbd.engine.ProcessListWatch;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.KeyEncodings;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The key, plain and in base64, appears in no list of arguments, reply, trace or line of a log at the finest level. */
// The mock API servers of the other lane log the key of the shared cluster. JUnit runs isolated classes at the end.
@Isolated
abstract class CanaryKeyContract {
    private static final int LIFECYCLES = 10;
    private static final int THREADS = 4;

    /** Texts in place of a key, by the name of their Secret. */
    private static final Map<String, String> MALFORMED = Map.of(
            "malformed", "canary-that-is-no-key",
            "cut", "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA",
            "twice", "QVFCY2FuYXJ5QUFBQUJBQUpzR2NYcTBiUFVTck1HWG5XVS91b0E9PQ==",
            "keyring", "[client.admin]\n\tkey = AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==",
            "new-type", "AgAA8VNlAAAAACAApCObGxtr1KzgBTZpwwe4TtoqcrUDgMUyvSZ45iyI4n4=");

    private static final Duration TRACES_SENT = Duration.ofSeconds(30);

    private final CephCluster ceph = CephCluster.shared();

    /** The lists of arguments of all processes on the machine. */
    abstract int minimumCommands();

    @Test
    void fiftyOperationsDoNotExposeTheKey() throws IOException {
        for (Map.Entry<String, String> malformed : MALFORMED.entrySet()) {
            ceph.mountSecret(malformed.getKey(), malformed.getValue());
        }
        List<String> replies = new CopyOnWriteArrayList<>();
        String pool = ceph.freshPool();
        // First alone, because several threads must not initialize the HTTP client of the tests at once.
        runLifecycle(pool, replies);
        try (ProcessListWatch watch = ProcessListWatch.forText(ceph.adminKey())) {
            runLifecyclesInParallel(pool, replies);
            assertThat(watch.samples()).isGreaterThan(20);
            assertThat(watch.commandsSeen("rbd")).isGreaterThanOrEqualTo(minimumCommands());
            assertThat(watch.hits()).isEmpty();
        }
        MALFORMED
                .keySet()
                .forEach(secret -> replies.add(bodyAndHeaders(new DirectRequests(ceph, pool)
                        .with("adminSecretName", secret)
                        .list())));
        replies.add(bodyAndHeaders(
                new DirectRequests(ceph, pool).with("adminId", "nobody").list()));

        assertThat(replies).hasSizeGreaterThan(55);
        assertThat(replies).noneMatch(this::containsKey);
        assertThat(TraceLoggingProfile.log())
                .contains(" TRACE ", "\"verb\":\"provision\"", "\"reason\":\"denied\"")
                .doesNotContain(keys().toArray(String[]::new));
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("rbd_functions_operations_total{outcome=\"done\",reason=\"none\",verb=\"provision\"}")
                .doesNotContain(keys().toArray(String[]::new));
        await().atMost(TRACES_SENT)
                .untilAsserted(() -> assertThat(TraceCollectorResource.traces())
                        .contains(
                                "rbd create",
                                "rbd resize",
                                "rbd rm",
                                "provision",
                                "expand",
                                "delete",
                                "info",
                                "denied"));
        assertThat(TraceCollectorResource.traces()).doesNotContain(keys().toArray(String[]::new));
    }

    private void runLifecyclesInParallel(String pool, List<String> replies) {
        // Threads of their own inherit the class loader of the test; those of a shared pool do not.
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            CompletableFuture.allOf(Stream.generate(
                                    () -> CompletableFuture.runAsync(() -> runLifecycle(pool, replies), threads))
                            .limit(LIFECYCLES)
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private void runLifecycle(String pool, List<String> replies) {
        String uid = UUID.randomUUID().toString();
        String image = DirectRequests.imageOf(uid);
        DirectRequests requests = new DirectRequests(ceph, pool);
        replies.add(bodyAndHeaders(requests.provision(uid, "64Mi")));
        replies.add(bodyAndHeaders(requests.expand(image, "128Mi")));
        replies.add(bodyAndHeaders(requests.info(image)));
        replies.add(bodyAndHeaders(requests.list()));
        replies.add(bodyAndHeaders(requests.delete(image)));
    }

    private static String bodyAndHeaders(Response response) {
        return response.statusLine() + response.headers() + response.asString();
    }

    private boolean containsKey(String text) {
        return keys().stream().anyMatch(text::contains);
    }

    private List<String> keys() {
        return KeyEncodings.of(Stream.concat(
                        Stream.of(ceph.adminKey(), "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA"),
                        MALFORMED.values().stream())
                .toArray(String[]::new));
    }
}
