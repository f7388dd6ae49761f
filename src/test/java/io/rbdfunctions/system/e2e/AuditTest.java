package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every request gets one line in the audit log. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@WithKubernetesTestServer
class AuditTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final CephCluster ceph = CephCluster.shared();
    private final String uid = UUID.randomUUID().toString();
    private final DirectRequests requests = new DirectRequests(ceph, ceph.pool());
    private final AuditLines audit = AuditLines.listen();

    @AfterEach
    void stopListening() {
        audit.close();
    }

    @Test
    void aCallIsAuditedWithItsPathAndTrace() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .header("traceparent", PARENT)
                .body(requests.body(Map.of("size", "64Mi", "claim", DirectRequests.claim(uid))))
                .post("/provision")
                .then()
                .statusCode(200);

        JsonNode line = only();
        assertThat(line.path("durationMs").isIntegralNumber()).isTrue();
        assertThat(texts(line))
                .containsEntry("path", "/provision")
                .containsEntry("user", "system:anonymous")
                .containsEntry("eventId", "-")
                .containsEntry("traceId", TRACE)
                .containsEntry("about", "shop/data")
                .containsEntry("verb", "provision")
                .containsEntry("claim", "shop/data")
                .containsEntry("volume", "pvc-" + uid)
                .containsEntry("image", ceph.pool() + "/" + DirectRequests.imageOf(uid))
                .containsEntry("outcome", "done")
                .containsEntry("reason", "none")
                .containsEntry("action", "created");
    }

    @Test
    void anEventIsAuditedWithItsContext() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .headers(Map.of("ce-specversion", "1.0", "ce-id", "e-1", "ce-source", "/me"))
                .header("ce-type", "io.rbdfunctions.volume.delete")
                .header("ce-traceparent", PARENT)
                .header("traceparent", "00-11111111111111111111111111111111-2222222222222222-01")
                .body(requests.body(Map.of("image", DirectRequests.imageOf(uid))))
                .post("/")
                .then()
                .statusCode(200);

        assertThat(texts(only()))
                .containsEntry("eventId", "e-1")
                .containsEntry("eventSource", "/me")
                .containsEntry("eventType", "io.rbdfunctions.volume.delete")
                .containsEntry("path", "/")
                .containsEntry("traceId", TRACE)
                .containsEntry("about", DirectRequests.imageOf(uid))
                .containsEntry("outcome", "done")
                .containsEntry("action", "already gone");
    }

    @Test
    void aRejectionIsAuditedByItsClass() {
        requests.expand(DirectRequests.imageOf(uid), "1Gi").then().statusCode(404);

        assertThat(texts(only()))
                .containsEntry("verb", "expand")
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "not_found")
                .containsEntry("action", "-");
    }

    @Test
    void aSweepIsAudited() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/sweep")
                .then()
                .statusCode(200);

        assertThat(texts(only())).containsEntry("verb", "sweep").containsEntry("action", "swept");
    }

    @Test
    void anEventCannotInjectAnAuditLine() {
        String hostile = "1\n{\"user\":\"root\",\"verb\":\"delete\"}\u001b[2K";
        RestAssured.given()
                .contentType("application/cloudevents+json; charset=utf-8")
                .body(Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        hostile,
                        "source",
                        hostile,
                        "type",
                        "io.rbdfunctions.volume.info",
                        "traceparent",
                        PARENT + hostile,
                        "data",
                        requests.body(Map.of("image", DirectRequests.imageOf(uid)))))
                .post("/")
                .then()
                .statusCode(422);

        assertThat(audit.raw()).singleElement().asString().matches("[ -~]+");
        assertThat(texts(only()))
                .containsEntry("eventId", hostile)
                .containsEntry("user", "system:anonymous")
                .containsEntry("traceId", "-")
                .containsEntry("verb", "info");
    }

    @Test
    void auditLinesContainNoKeysOrParameters() {
        requests.with("adminId", "nobody").list().then().statusCode(422);
        requests.with("adminId", "admin").provision(uid, "64Mi").then().statusCode(200);

        assertThat(audit.raw())
                .hasSize(2)
                .noneMatch(line -> line.contains(ceph.adminKey()))
                .noneMatch(line -> line.contains(ceph.monitors()) || line.contains("ceph-admin"));
    }

    private JsonNode only() {
        List<JsonNode> lines = audit.read();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static Map<String, String> texts(JsonNode line) {
        return line.propertyStream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().asText()));
    }
}
