package io.rbdfunctions.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creates, expands, inspects, lists and deletes images by direct calls, and reports what prevents it. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
class DirectCallsTest {
    private final CephCluster ceph = CephCluster.shared();
    private final String uid = UUID.randomUUID().toString();
    private final String image = DirectRequests.imageOf(uid);
    private String pool = "unset";
    private DirectRequests requests = new DirectRequests(ceph, pool);

    @BeforeEach
    void makePool() {
        pool = ceph.freshPool();
        requests = new DirectRequests(ceph, pool);
    }

    @Test
    void anImageIsCreatedInspectedExpandedAndDeleted() {
        JsonPath made = ok(requests.provision(uid, "1Gi"));
        assertThat(made.getString("action")).isEqualTo("created");
        assertThat(made.getString("image")).isEqualTo(image);
        assertThat(made.getString("persistentVolume.metadata.name")).isEqualTo("pvc-" + uid);
        assertThat(made.getString("persistentVolume.spec.capacity.storage")).isEqualTo("1024Mi");
        assertThat(sizeInCluster()).isEqualTo(1L << 30);

        JsonPath grown = ok(requests.expand(image, "3Gi"));
        assertThat(grown.getLong("before.bytes")).isEqualTo(1L << 30);
        assertThat(grown.getLong("now.bytes")).isEqualTo(3L << 30);
        assertThat(grown.getBoolean("resized")).isTrue();
        assertThat(sizeInCluster()).isEqualTo(3L << 30);

        assertThat(ok(requests.list()).getList("images.image")).containsExactly(image);
        assertThat(ok(requests.delete(image)).getString("action")).isEqualTo("deleted");
        assertThat(ceph.images(pool)).isEmpty();
        assertThat(ok(requests.delete(image)).getString("action")).isEqualTo("already gone");
    }

    @Test
    void infoReturnsAllAttributesOfTheImage() {
        ok(requests.provision(uid, "64Mi"));
        ceph.snapshot(pool + "/" + image, "s1");
        try (ImageWatch _ = ceph.watch(pool + "/" + image)) {
            requests.info(image)
                    .then()
                    .statusCode(200)
                    .body("size.bytes", equalTo(64 << 20))
                    .body("size.quantity", equalTo("64Mi"))
                    .body("features", equalTo(List.of("layering")))
                    .body("watchers", hasSize(1))
                    .body("snapshots.name", equalTo(List.of("s1")))
                    .body("metadata.'csi.storage.k8s.io/pvc/name'", equalTo("data"))
                    .body("metadata.'csi.storage.k8s.io/pvc/namespace'", equalTo("shop"))
                    .body("metadata.'csi.storage.k8s.io/pv/name'", equalTo("pvc-" + uid))
                    .body("metadata.'rbdfunctions.io/claim-uid'", equalTo(uid));
        }
    }

    @Test
    void provisionIsIdempotent() {
        JsonPath first = ok(requests.provision(uid, "1536Mi"));
        JsonPath second = ok(requests.provision(uid, "1536Mi"));
        assertThat(second.getString("action")).isEqualTo("already there");
        assertThat(second.getMap("persistentVolume")).isEqualTo(first.getMap("persistentVolume"));
        assertThat(ceph.images(pool)).hasSize(1);
    }

    @Test
    void provisionExpandsAnImageThatIsTooSmall() {
        ceph.createImage(pool + "/" + image, 64);
        JsonPath made = ok(requests.provision(uid, "1Gi"));
        assertThat(made.getString("action")).isEqualTo("grown");
        assertThat(sizeInCluster()).isEqualTo(1L << 30);
    }

    @Test
    void provisionNeverShrinksAndReturnsTheActualSize() {
        ceph.createImage(pool + "/" + image, 2048);
        JsonPath made = ok(requests.provision(uid, "1Gi"));
        assertThat(made.getString("persistentVolume.spec.capacity.storage")).isEqualTo("2048Mi");
        assertThat(sizeInCluster()).isEqualTo(2L << 30);
    }

    @Test
    void provisionRepairsAnIncompleteImage() {
        ceph.leaveIncompleteImage(pool + "/" + image);
        assertThat(ok(requests.provision(uid, "1Gi")).getString("action")).isEqualTo("created");
        assertThat(sizeInCluster()).isEqualTo(1L << 30);
    }

    @Test
    void provisionRejectsAnImageThatDoesNotMatchTheClass() {
        ceph.createImage(pool + "/" + image, 64);
        requests.with("imageFeatures", "layering,exclusive-lock")
                .provision(uid, "64Mi")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:rbdfunctions:problem:conflict"))
                .body("detail", containsString("exclusive-lock"));
    }

    @Test
    void expandKeepsAnImageThatIsLargeEnough() {
        ok(requests.provision(uid, "3Gi"));
        JsonPath kept = ok(requests.expand(image, "1Gi"));
        assertThat(kept.getBoolean("resized")).isFalse();
        assertThat(kept.getLong("now.bytes")).isEqualTo(3L << 30);
        assertThat(sizeInCluster()).isEqualTo(3L << 30);
    }

    @Test
    void aDryRunChangesNothing() {
        Map<String, Object> dry = Map.of("size", "1Gi", "claim", DirectRequests.claim(uid), "dryRun", true);
        assertThat(ok(requests.post("/provision", dry)).getString("action")).isEqualTo("would create");
        assertThat(ceph.images(pool)).isEmpty();

        ok(requests.provision(uid, "1Gi"));
        JsonPath grown = ok(requests.post("/expand", Map.of("image", image, "size", "2Gi", "dryRun", true)));
        assertThat(grown.getBoolean("resized")).isTrue();
        assertThat(sizeInCluster()).isEqualTo(1L << 30);

        Map<String, Object> doomed = Map.of("image", image, "dryRun", true);
        assertThat(ok(requests.post("/delete", doomed)).getString("action")).isEqualTo("would delete");
        assertThat(ceph.images(pool)).containsExactly(image);
    }

    @Test
    void aWatchedImageIsKeptAndItsWatcherReported() {
        ok(requests.provision(uid, "64Mi"));
        try (ImageWatch _ = ceph.watch(pool + "/" + image)) {
            requests.delete(image)
                    .then()
                    .statusCode(409)
                    .header("Retry-After", equalTo("30"))
                    .body("type", equalTo("urn:rbdfunctions:problem:in-use"))
                    .body("detail", matchesPattern(".*is still being used by 127\\.0\\.0\\.1:[0-9]+/[0-9]+.*"));
        }
        assertThat(ceph.images(pool)).containsExactly(image);
    }

    @Test
    void anImageWithClonesIsKeptAndTheClonesAreReported() {
        ok(requests.provision(uid, "64Mi"));
        ceph.snapshot(pool + "/" + image, "s1");
        ceph.protect(pool + "/" + image, "s1");
        ceph.clone(pool + "/" + image, "s1", pool + "/child");
        requests.delete(image)
                .then()
                .statusCode(409)
                .body("detail", containsString("snapshots s1 with the clones " + pool + "/child"));
        assertThat(ceph.images(pool)).contains(image);
    }

    @Test
    void aMissingImageIsNotFound() {
        requests.expand(image, "1Gi").then().statusCode(404).body("detail", containsString("the image does not exist"));
        requests.info(image).then().statusCode(404);
        new DirectRequests(ceph, "no-such-pool")
                .provision(uid, "1Gi")
                .then()
                .statusCode(404)
                .body("detail", containsString("error opening pool 'no-such-pool'"));
        new DirectRequests(ceph, "no-such-pool").delete(image).then().statusCode(404);
        requests.with("adminSecretName", "no-such-secret")
                .provision(uid, "1Gi")
                .then()
                .statusCode(404)
                .body("detail", containsString("failed to get admin secret from [\"kube-system\"/\"no-such-secret\"]"));
    }

    @Test
    void aUserWithoutCapabilitiesIsDenied() {
        requests.with("adminId", "kube")
                .with("adminSecretName", "ceph-user")
                .provision(uid, "1Gi")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:rbdfunctions:problem:denied"));
        requests.with("adminId", "nobody").list().then().statusCode(422);
    }

    @Test
    void anUnreachableClusterIsReportedInTime() {
        requests.with("monitors", "v2:127.0.0.1:" + LoopbackPorts.free())
                .provision(uid, "1Gi")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:rbdfunctions:problem:unreachable"));
    }

    @Test
    void aPoolIsListedPageByPage() {
        List.of("c", "a", "d", "b").forEach(name -> ceph.createImage(pool + "/" + name, 64));
        JsonPath first = ok(requests.post("/list", Map.of("limit", 3)));
        assertThat(first.getList("images.image")).containsExactly("a", "b", "c");
        String next = first.getString("continue");
        JsonPath last = ok(requests.post("/list", Map.of("limit", 3, "continue", next)));
        assertThat(last.getList("images.image")).containsExactly("d");
        assertThat(last.getString("continue")).isNull();
        requests.post("/list", Map.of("continue", "z")).then().body("images", empty());
    }

    private long sizeInCluster() {
        return ceph.sizeOf(pool + "/" + image);
    }

    private static JsonPath ok(Response response) {
        return response.then().statusCode(200).extract().jsonPath();
    }
}
