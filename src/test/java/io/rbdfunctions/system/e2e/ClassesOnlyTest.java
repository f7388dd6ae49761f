package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
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
import org.junit.jupiter.api.Test;

/** Callers who may use one StorageClass and no other access to a cluster. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@WithKubernetesTestServer
@TestProfile(ClassesOnlyProfile.class)
class ClassesOnlyTest {
    private final CephCluster ceph = CephCluster.shared();
    private final String volume = "pvc-" + UUID.randomUUID();
    private final String image = "kubernetes-dynamic-" + volume;

    @KubernetesTestServer
    @Nullable KubernetesServer server;

    @Test
    void parametersAreRejected() {
        new DirectRequests(ceph, ceph.pool())
                .post("/provision", Map.of("size", "64Mi", "pvName", volume))
                .then()
                .statusCode(422)
                .body("detail", containsString("set storageClassName"));

        assertThat(ceph.images(ceph.pool())).doesNotContain(image);
    }

    @Test
    void parametersAreRejectedWithTheListedClass() {
        makeClass(ClassesOnlyProfile.ALLOWED);

        new DirectRequests(ceph, ceph.pool())
                .post(
                        "/provision",
                        Map.of("size", "64Mi", "pvName", volume, "storageClassName", ClassesOnlyProfile.ALLOWED))
                .then()
                .statusCode(422)
                .body("detail", containsString("set storageClassName"));

        assertThat(ceph.images(ceph.pool())).doesNotContain(image);
    }

    @Test
    void anUnlistedClassIsRejected() {
        makeClass("other");

        provision("other").then().statusCode(422).body("detail", containsString("rbd-functions.policy.classes"));

        assertThat(ceph.images(ceph.pool())).doesNotContain(image);
    }

    @Test
    void theListedClassIsAccepted() {
        makeClass(ClassesOnlyProfile.ALLOWED);

        provision(ClassesOnlyProfile.ALLOWED).then().statusCode(200);

        assertThat(ceph.images(ceph.pool())).contains(image);
    }

    private Response provision(String storageClass) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("size", "64Mi", "pvName", volume, "storageClassName", storageClass))
                .post("/provision");
    }

    private void makeClass(String name) {
        Objects.requireNonNull(server)
                .getClient()
                .resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withProvisioner("rbdfunctions.io/rbd")
                        .withParameters(Map.of(
                                "monitors",
                                ceph.monitors(),
                                "pool",
                                ceph.pool(),
                                "adminSecretName",
                                "ceph-admin",
                                "adminSecretNamespace",
                                "kube-system",
                                "userSecretName",
                                "ceph-user"))
                        .build())
                .createOr(NonDeletingOperation::update);
    }
}
