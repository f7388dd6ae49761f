package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.support.cluster.TestCluster;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims of two Ceph clusters, which have pools of the same name, by one watch. One of them stops answering. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(TwoClustersProfile.class)
class TwoClustersLifeTest extends ClusterTestBase {
    /** More than the watch handles at the same time. */
    private static final int WAITING = 40;

    private final CephCluster otherCeph = CephCluster.fresh();
    private final String orphan = "csi-vol-" + UUID.randomUUID();
    private TestCluster other;
    private String storageClass;
    private String otherClass;

    @BeforeEach
    void makeClasses() {
        other = new TestCluster(otherCeph);
        otherCeph.createPool(cluster.pool());
        storageClass = cluster.makeCsiClass(Map.of());
        otherClass = other.makeCsiClass(Map.of("clusterID", "c2", "pool", cluster.pool()));
        List.of(ceph, otherCeph).forEach(each -> each.createImage(cluster.pool() + "/" + orphan, 4));
    }

    @AfterEach
    void removeOther() {
        other.close();
        otherCeph.close();
    }

    @Test
    void aSilentClusterHoldsUpNobodyElse() {
        bound(cluster, claims(cluster, storageClass, 1));
        bound(other, claims(other, otherClass, 1));
        otherCeph.freezeMon();
        otherCeph.freezeOsd();
        List<PersistentVolumeClaim> waiting = claims(other, otherClass, WAITING);

        bound(cluster, claims(cluster, storageClass, 5));

        assertThat(waiting).allMatch(claim -> other.findVolume(claim) == null);
        JsonPath report = sweep();
        assertThat(report.getBoolean("complete")).isTrue();
        assertThat(report.getList("orphans.images", String.class))
                .contains(inPool("c1"))
                .doesNotContain(inPool("c2"));
        assertThat(report.getList("orphans.unreachable", String.class))
                .anyMatch(text -> text.startsWith("%s (cluster c2): ".formatted(cluster.pool())));
        assertThat(metrics())
                .contains("rbd_functions_pools_unreachable{cluster=\"c1\"} 0.0")
                .contains("rbd_functions_pools_unreachable{cluster=\"c2\"} 1.0");

        otherCeph.thawOsd();
        otherCeph.thawMon();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            sweep();
            return waiting.stream().allMatch(claim -> other.findVolume(claim) != null);
        });
    }

    @Test
    void thePageTellsThemApart() {
        bound(cluster, claims(cluster, storageClass, 2));
        bound(other, claims(other, otherClass, 1));

        JsonPath status = given().accept("application/json").get("/").jsonPath();

        assertThat(status.getList("pools.findAll { it.pool == '%s' }".formatted(cluster.pool()), Map.class))
                .extracting(pool -> pool.get("monitors") + " " + pool.get("volumes"))
                .containsExactlyInAnyOrder(ceph.monitors() + " 2", otherCeph.monitors() + " 1");
        assertThat(status.getList(
                        "orphanImages.findAll { it.image == '%s/%s' }".formatted(cluster.pool(), orphan), Map.class))
                .extracting(image -> image.get("cluster") + " " + image.get("storageClass"))
                .containsExactlyInAnyOrder("c1 " + storageClass, "c2 " + otherClass);
        assertThat(given().accept("text/html").get("/").asString())
                .contains(ceph.monitors(), otherCeph.monitors(), "<span>c1</span>", "<span>c2</span>");
    }

    private static List<PersistentVolumeClaim> claims(TestCluster of, String storageClass, int count) {
        List<PersistentVolumeClaim> claims =
                Stream.generate(() -> of.addClaim(storageClass)).limit(count).toList();
        of.settle();
        return claims;
    }

    private static void bound(TestCluster of, List<PersistentVolumeClaim> claims) {
        claims.forEach(of::bound);
    }

    private String inPool(String clusterId) {
        return "%s/%s (cluster %s)".formatted(cluster.pool(), orphan, clusterId);
    }

    private static JsonPath sweep() {
        return SweepClient.run().then().statusCode(200).extract().jsonPath();
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
