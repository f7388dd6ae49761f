package io.rbdfunctions.project.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.CephCluster;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that the capabilities in {@code docs/ceph.md} suffice on a real Ceph, and that fewer do not. */
abstract class CephUsersContract {
    private static final CephUsers.User DOCUMENTED = CephUsers.named("rbd-functions");
    private static final List<String> READ_ONLY =
            List.of("mon", "profile rbd-read-only", "osd", "profile rbd-read-only pool=kube");

    private final CephCluster ceph = CephCluster.shared();
    private final String uid = UUID.randomUUID().toString();
    private final String volume = "pvc-" + uid;
    private final String image = "kubernetes-dynamic-" + volume;

    @BeforeEach
    void createUsers() throws IOException {
        create("documented", DOCUMENTED.capabilities());
        create("read-only", READ_ONLY);
        create("no-monitor", List.of("osd", DOCUMENTED.osd()));
    }

    private void create(String user, List<String> capabilities) throws IOException {
        ceph.mountSecret("ceph-" + user, ceph.makeUser(user, capabilities));
    }

    @Test
    void documentedCapabilitiesSufficeForTheLifeCycle() {
        // Images are tagged only for claims.
        Map<String, ?> claim = Map.of("size", "64Mi", "claim", Map.of("namespace", "shop", "name", "data", "uid", uid));
        assertThat(call("provision", "documented", claim).jsonPath().getString("action"))
                .isEqualTo("created");
        assertThat(call("provision", "documented", claim).jsonPath().getString("action"))
                .isEqualTo("already there");
        assertThat(call("expand", "documented", Map.of("image", image, "size", "96Mi"))
                        .jsonPath()
                        .getBoolean("resized"))
                .isTrue();
        Response info = call("info", "documented", Map.of("image", image));
        assertThat(info.asString()).contains("csi.storage.k8s.io/pvc/name", "csi.storage.k8s.io/pv/name", volume);
        assertThat(call("list", "documented", Map.of()).asString()).contains(image);
        assertThat(call("delete", "documented", Map.of("image", image))
                        .jsonPath()
                        .getString("action"))
                .isEqualTo("deleted");
        assertThat(ceph.images(ceph.pool())).doesNotContain(image);
    }

    @Test
    void documentedCapabilitiesSufficeForTheTrash() {
        Map<String, String> kept = Map.of("trashRetention", "1h");
        call("provision", "documented", Map.of("pvName", volume, "size", "64Mi"));
        assertThat(call("delete", "documented", Map.of("image", image), kept)
                        .jsonPath()
                        .getString("action"))
                .isEqualTo("trashed");
        assertThat(call("restore", "documented", Map.of("image", image), kept)
                        .jsonPath()
                        .getString("action"))
                .isEqualTo("restored");
        call("delete", "documented", Map.of("image", image), kept);

        String id = ceph.trashId(image);
        assertThat(call("purge", "documented", Map.of("trashId", id, "force", true))
                        .jsonPath()
                        .getString("action"))
                .isEqualTo("purged");
    }

    /** Locks, object map and journal access more objects of the pool. */
    @Test
    void documentedCapabilitiesSufficeForAllFeatures() {
        Map<String, String> all =
                Map.of("imageFeatures", "layering,exclusive-lock,object-map,fast-diff,deep-flatten,journaling");

        call("provision", "documented", Map.of("pvName", volume, "size", "64Mi"), all);
        call("expand", "documented", Map.of("image", image, "size", "96Mi"), all);
        call("delete", "documented", Map.of("image", image), all);

        assertThat(ceph.images(ceph.pool())).doesNotContain(image);
    }

    @Test
    void accessToAnotherPoolIsDenied() {
        Response refused = send(
                "provision", "documented", Map.of("pvName", volume, "size", "64Mi"), Map.of("pool", ceph.freshPool()));

        assertDenied(refused);
    }

    @Test
    void readOnlyUserCanOnlyList() {
        ceph.createImage(image, 64);
        assertThat(call("list", "read-only", Map.of()).asString()).contains(image);
        assertDenied(send("expand", "read-only", Map.of("image", image, "size", "96Mi"), Map.of()));
        assertDenied(send("provision", "read-only", Map.of("pvName", volume + "2", "size", "64Mi"), Map.of()));
        assertDenied(send("delete", "read-only", Map.of("image", image), Map.of()));

        assertThat(ceph.sizeOf(image)).isEqualTo(64 << 20);
        ceph.rbd("rm", "--no-progress", ceph.pool() + "/" + image).orFail();
    }

    @Test
    void monitorCapabilityIsRequired() {
        assertDenied(send("list", "no-monitor", Map.of(), Map.of()));
    }

    private static void assertDenied(Response refused) {
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:rbdfunctions:problem:denied");
        assertThat(refused.jsonPath().getString("detail")).contains("check adminId, its key and its capabilities");
    }

    private Response call(String function, String user, Map<String, ?> fields) {
        return call(function, user, fields, Map.of());
    }

    private Response call(String function, String user, Map<String, ?> fields, Map<String, String> parameters) {
        Response response = send(function, user, fields, parameters);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    private Response send(String function, String user, Map<String, ?> fields, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(Map.of(
                "monitors",
                ceph.monitors(),
                "pool",
                ceph.pool(),
                "adminId",
                user,
                "adminSecretName",
                "ceph-" + user,
                "adminSecretNamespace",
                "kube-system",
                "userSecretName",
                "ceph-user"));
        all.putAll(parameters);
        Map<String, Object> body = new HashMap<>(fields);
        body.put("parameters", all);
        return given().contentType(ContentType.JSON).body(body).post("/" + function);
    }
}
