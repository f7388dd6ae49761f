package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.rbdfunctions.support.ceph.CephCluster;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A key from a Secret of the API server appears in no trace and no line of a log at the finest level. */
@QuarkusTest
@WithKubernetesTestServer
@TestProfile(TraceLoggingProfile.class)
class CanarySecretTest {
    private final CephCluster ceph = CephCluster.shared();

    @Inject
    KubernetesClient client;

    @Test
    void theKeyIsNotLogged() throws IOException {
        String encoded = Base64.getEncoder().encodeToString(ceph.adminKey().getBytes(StandardCharsets.UTF_8));
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("kube-system")
                        .withName("ceph-admin")
                        .endMetadata()
                        .withType("kubernetes.io/rbd")
                        .addToData("key", encoded)
                        .build())
                .create();

        Response made = new DirectRequests(ceph, ceph.freshPool())
                .provision(UUID.randomUUID().toString(), "64Mi");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.asString()).doesNotContain(ceph.adminKey(), encoded);
        assertThat(TraceLoggingProfile.log())
                .contains(" TRACE ", "\"verb\":\"provision\"")
                .doesNotContain(ceph.adminKey());
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("rbd_functions_rbd_commands_total")
                .doesNotContain(ceph.adminKey(), encoded);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(TraceCollectorResource.traces()).contains("rbd create", "provision"));
        assertThat(TraceCollectorResource.traces()).doesNotContain(ceph.adminKey(), encoded);
        // The test writes the Secret through the same client, which must not log it either.
        assertThat(TraceLoggingProfile.log()).doesNotContain(encoded);
    }
}
