package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.kubernetes.client.KubernetesServer;
import io.quarkus.test.kubernetes.client.KubernetesTestServer;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which images and pools an authorized caller may name, by calls and by events, on a real Ceph cluster with an API
 * server.
 */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@WithKubernetesTestServer
@TestProfile(DirectPolicyProfile.class)
class DirectPolicyTest {
    private final CephCluster ceph = CephCluster.shared();
    private final DirectRequests requests = new DirectRequests(ceph, ceph.pool());
    private final String foreign = "vm-" + UUID.randomUUID();
    private final String uid = UUID.randomUUID().toString();
    private final String ownImage = DirectRequests.imageOf(uid);

    @KubernetesTestServer
    @Nullable KubernetesServer server;

    @BeforeEach
    void makeImages() {
        ceph.rbd("create", "--size", "64M", ceph.pool() + "/" + foreign).orFail();
        requests.provision(uid, "64Mi").then().statusCode(200);
    }

    @Test
    void aForeignImageIsNeitherDeletedNorExpanded() {
        requests.delete(foreign)
                .then()
                .statusCode(409)
                .body("detail", containsString("was not created by this provisioner"));
        requests.expand(foreign, "1Gi").then().statusCode(409);
        event("delete", Map.of("image", foreign)).then().statusCode(422);

        assertThat(ceph.images(ceph.pool())).contains(foreign);
        requests.info(foreign).then().statusCode(200).body("size.bytes", is(64 << 20));
    }

    @Test
    void anAdoptedImageIsDeletedAndExpanded() {
        requests.post("/provision", Map.of("existingImage", foreign)).then().statusCode(200);

        requests.expand(foreign, "128Mi").then().statusCode(200);
        requests.delete(foreign).then().statusCode(200);

        assertThat(ceph.images(ceph.pool())).doesNotContain(foreign);
    }

    @Test
    void anImageInUseIsDeletedOnlyIfItsVolumeIsNamed() {
        String volume = "pvc-" + uid;
        makeVolume(volume);

        requests.delete(ownImage).then().statusCode(409).body("detail", containsString(volume));
        event("delete", Map.of("image", ownImage)).then().statusCode(422);
        assertThat(ceph.images(ceph.pool())).contains(ownImage);

        requests.post("/delete", Map.of("pvName", volume)).then().statusCode(200);
        assertThat(ceph.images(ceph.pool())).doesNotContain(ownImage);
    }

    @Test
    void anImageOfADifferentlyNamedVolumeIsKept() {
        makeVolume("other-" + uid);

        requests.post("/delete", Map.of("pvName", "pvc-" + uid)).then().statusCode(409);

        assertThat(ceph.images(ceph.pool())).contains(ownImage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provision", "expand", "delete", "info", "list", "restore", "purge"})
    void otherPoolsAreRejected(String function) {
        String other = ceph.freshPool();
        DirectRequests elsewhere = new DirectRequests(ceph, other);
        Map<String, Object> fields = switch (function) {
            case "provision" -> Map.of("size", "64Mi");
            case "expand" -> Map.of("image", ownImage, "size", "1Gi");
            case "list" -> Map.of();
            case "purge" -> Map.of("trashId", "1005ddb30304");
            default -> Map.of("image", ownImage);
        };

        elsewhere
                .post("/" + function, fields)
                .then()
                .statusCode(422)
                .body("detail", containsString("rbd-functions.policy.pools"));

        assertThat(ceph.images(other)).isEmpty();
    }

    private Response event(String function, Map<String, ?> fields) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .headers(Map.of(
                        "ce-specversion", "1.0", "ce-id", UUID.randomUUID().toString(), "ce-source", "/me"))
                .header("ce-type", "io.rbdfunctions.volume." + function)
                .body(requests.body(fields))
                .post("/");
    }

    private void makeVolume(String name) {
        Objects.requireNonNull(server)
                .getClient()
                .resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withNewRbd()
                        .withMonitors(ceph.monitors())
                        .withPool(ceph.pool())
                        .withImage(ownImage)
                        .endRbd()
                        .endSpec()
                        .build())
                .create();
    }
}
