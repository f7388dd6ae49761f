package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.rbd.ProcessListWatch;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.KeyEncodings;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The key is in no argument list, no reply, no trace and, with everything logged that can be, in no line of the log. As it
 * is, and in base64.
 */
abstract class CanaryKeyContract {
    private static final String MALFORMED = "canary-that-is-no-key";
    private static final Duration TRACES_SENT = Duration.ofSeconds(30);

    private final CephCluster ceph = CephCluster.shared();

    /** Of the whole machine, where others may start some. */
    abstract int leastCommands();

    @Test
    void theKeyIsNowhereToBeSeenWhileFiftyOperationsRun() throws IOException {
        ceph.mountSecret("malformed", MALFORMED);
        List<String> replies = new CopyOnWriteArrayList<>();
        String pool = ceph.freshPool();
        live(pool, replies); // Alone: the HTTP client of the tests must not be initialised by several threads at once.
        try (ProcessListWatch watch = ProcessListWatch.forText(ceph.adminKey())) {
            IntStream.range(0, 10).parallel().forEach(_ -> live(pool, replies));
            assertThat(watch.samples()).isGreaterThan(20);
            assertThat(watch.commandsSeen("rbd")).isGreaterThanOrEqualTo(leastCommands());
            assertThat(watch.hits()).isEmpty();
        }
        replies.add(said(
                new DirectRequests(ceph, pool).with("adminSecretName", "malformed").list()));
        replies.add(said(new DirectRequests(ceph, pool).with("adminId", "nobody").list()));

        assertThat(replies).hasSizeGreaterThan(55);
        assertThat(replies).noneMatch(this::showsAKey);
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

    private void live(String pool, List<String> replies) {
        String uid = UUID.randomUUID().toString();
        String image = DirectRequests.imageOf(uid);
        DirectRequests directRequests = new DirectRequests(ceph, pool);
        replies.add(said(directRequests.provision(uid, "64Mi")));
        replies.add(said(directRequests.expand(image, "128Mi")));
        replies.add(said(directRequests.info(image)));
        replies.add(said(directRequests.list()));
        replies.add(said(directRequests.delete(image)));
    }

    private static String said(Response response) {
        return response.statusLine() + response.headers() + response.asString();
    }

    private boolean showsAKey(String text) {
        return keys().stream().anyMatch(text::contains);
    }

    private List<String> keys() {
        return KeyEncodings.of(ceph.adminKey(), MALFORMED);
    }
}
