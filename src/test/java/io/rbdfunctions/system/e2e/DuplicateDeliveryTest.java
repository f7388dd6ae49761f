package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.rbdfunctions.support.ceph.Omaps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same request is delivered two hundred times concurrently. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
class DuplicateDeliveryTest {
    private static final int DELIVERIES = 200;

    private final CephCluster ceph = CephCluster.shared();
    private final ObjectMapper mapper = new ObjectMapper();

    @TestHTTPResource("/provision")
    private URI provision = URI.create("http://unset.invalid");

    @Test
    void concurrentDeliveriesCreateOneImageAndGetTheSameAnswer() throws IOException {
        try (CephCluster slow = CephCluster.fresh()) {
            slow.slow(Duration.ofMillis(100));
            List<String> answers = deliver(to(slow, "ceph-slow"));
            slow.slow(Duration.ZERO);

            assertThat(answers).hasSize(DELIVERIES).containsOnly(answers.getFirst());
            assertThat(mapper.readTree(answers.getFirst()).path("action").asText())
                    .isEqualTo("created");
            assertThat(slow.images(slow.pool())).hasSize(1);
        }
    }

    @Test
    void repeatedDeliveriesCreateOneImageAndReturnTheSameVolume() throws IOException {
        String pool = ceph.freshPool();
        List<String> answers = deliver(new DirectRequests(ceph, pool));
        assertThat(answers).hasSize(DELIVERIES);
        assertThat(answers.stream().map(this::withoutAction).distinct()).hasSize(1);
        assertThat(ceph.images(pool)).hasSize(1);
    }

    @Test
    void concurrentDeliveriesMakeOneDynamicVolume() throws IOException {
        String pool = ceph.freshPool();
        Omaps journal = Omaps.of(ceph, pool);

        List<String> answers = deliver(
                new DirectRequests(ceph, pool).with("clusterID", "c1").with("nodeStageSecretName", "ceph-node"));

        assertThat(answers).hasSize(DELIVERIES);
        assertThat(answers.stream().map(this::withoutAction).distinct()).hasSize(1);
        assertThat(ceph.images(pool)).hasSize(1);
        assertThat(journal.objects("csi.volume.")).hasSize(1);
        assertThat(journal.of("csi.volumes.default")).hasSize(1);
    }

    /** Requests for images of another cluster, whose key is added to the keys of the application. */
    private DirectRequests to(CephCluster other, String secret) throws IOException {
        ceph.mountSecret(secret, other.adminKey());
        return new DirectRequests(other, other.pool()).with("adminSecretName", secret);
    }

    private List<String> deliver(DirectRequests requests) throws IOException {
        String body = mapper.writeValueAsString(requests.body(Map.of(
                "size", "1Gi", "claim", DirectRequests.claim(UUID.randomUUID().toString()))));
        HttpRequest request = HttpRequest.newBuilder(provision)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return Stream.generate(() -> client.sendAsync(request, BodyHandlers.ofString()))
                    .limit(DELIVERIES)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .map(DuplicateDeliveryTest::body)
                    .toList();
        }
    }

    private static String body(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** Only the actions differ: the first request gets "created", later ones "already there". */
    private JsonNode withoutAction(String answer) {
        try {
            ObjectNode tree = (ObjectNode) mapper.readTree(answer);
            assertThat(tree.remove("action").asText()).isIn("created", "already there");
            return tree;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
