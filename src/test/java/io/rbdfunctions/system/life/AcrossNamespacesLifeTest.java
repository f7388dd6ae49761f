package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SnapshotController;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims whose source is in another namespace, which has to grant it. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(AcrossNamespacesProfile.class)
@SuppressWarnings("NullAway.Init")
class AcrossNamespacesLifeTest extends ClusterTestBase {
    private static final String ALLOWED = "rbdfunctions.io/allow-clones-from";

    private final KubernetesClient client = ApiServer.client();
    private TestCluster other;
    private SnapshotController snapshots;
    private String storageClass;
    private PersistentVolumeClaim source;

    @BeforeEach
    void makeSource() {
        other = new TestCluster(ceph);
        assumeTrue(SnapshotController.isServed(client), "the API server does not have the snapshot API");
        snapshots = new SnapshotController(client, cluster.namespace());
        snapshots.makeClass(Map.of("clusterID", "c1", "monitors", ceph.monitors()));
        storageClass = cluster.makeCsiClass(Map.of());
        PersistentVolumeClaim made = cluster.handedOver(cluster.makeClaim(storageClass));
        EventSource.updated(made).then().statusCode(204);
        source = cluster.bound(made);
    }

    @AfterEach
    void removeAll() {
        if (snapshots != null) {
            snapshots.close();
        }
        other.close();
        client.close();
    }

    @Test
    void aClaimIsRestoredOnceTheNamespaceOfTheSnapshotAllowsIt() {
        GenericKubernetesResource content = snapshots.snapshot(cluster.volumeOf(source));
        EventSource.resource("add", content).then().statusCode(204);
        String snapshot = snapshots.bind(content);
        PersistentVolumeClaim restored = claim("VolumeSnapshot/" + snapshot);

        EventSource.updated(other.handedOver(restored)).then().statusCode(204);

        assertThat(other.findVolume(restored)).isNull();
        assertThat(ceph.images(cluster.pool())).hasSize(2);
        assertWaits(restored);

        client.genericKubernetesResources(SnapshotKinds.SNAPSHOTS)
                .inNamespace(cluster.namespace())
                .withName(snapshot)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(ALLOWED, other.namespace()));
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(ceph.rbd("info", cluster.imageOf(other.bound(restored)))
                        .orFail()
                        .stdout())
                .contains("parent: " + cluster.pool() + "/csi-snap-");
    }

    @Test
    void aClaimIsClonedOnceTheNamespaceOfTheOtherAllowsIt() {
        PersistentVolumeClaim clone =
                claim("PersistentVolumeClaim/" + source.getMetadata().getName());
        PersistentVolumeClaim ofAMissing = claim("PersistentVolumeClaim/missing");

        EventSource.updated(other.handedOver(clone)).then().statusCode(204);
        EventSource.updated(other.handedOver(ofAMissing)).then().statusCode(204);

        assertWaits(clone);
        assertWaits(ofAMissing);
        other.delete(ofAMissing);
        cluster.annotate(source, ALLOWED, other.namespace());
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(ceph.images(cluster.pool()))
                .contains("csi-vol-" + other.bound(clone).getMetadata().getUid());
        assertThat(new ClaimView(cluster.now(source)).isKeptForClones()).isFalse();
    }

    private PersistentVolumeClaim claim(String named) {
        return other.makeClaim(
                storageClass,
                claim -> claim.editMetadata()
                        .addToAnnotations("rbdfunctions.io/data-source", cluster.namespace() + "/" + named)
                        .endMetadata());
    }

    private void assertWaits(PersistentVolumeClaim claim) {
        assertThat(other.events(claim)).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("ProvisioningFailed");
            assertThat(event.getMessage())
                    .contains("does not exist, or may not be used by namespace " + other.namespace());
        });
    }
}
