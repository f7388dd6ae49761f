package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims that are restored from snapshots and cloned from other claims. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(SnapshotProfile.class)
class SourceLifeTest extends SnapshotTestBase {
    @Test
    void aClaimIsRestoredAndGrown() {
        GenericKubernetesResource content = snapshots.snapshot(volume);
        EventSource.resource("add", content).then().statusCode(204);
        String snapshot = snapshots.bind(content);

        PersistentVolumeClaim restored = provisioned(fromSnapshot(snapshot));

        assertThat(ceph.sizeOf(cluster.imageOf(restored))).isEqualTo(128L << 20);
        assertThat(ceph.rbd("info", cluster.imageOf(restored)).orFail().stdout())
                .contains("parent: " + cluster.pool() + "/csi-snap-");
        delete(restored);
        snapshots.delete(content);
        EventSource.updated(snapshots.now(content)).then().statusCode(204);
        delete(source);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(Omaps.of(ceph, cluster.pool()).all("csi.").values()).allMatch(Map::isEmpty);
    }

    @Test
    void aClaimWaitsForItsSnapshot() {
        GenericKubernetesResource content = snapshots.snapshot(volume);
        String snapshot = snapshots.bind(content);
        PersistentVolumeClaim restored = cluster.handedOver(fromSnapshot(snapshot));

        EventSource.updated(restored).then().statusCode(204);

        assertThat(cluster.events(restored)).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("ProvisioningFailed");
            assertThat(event.getMessage()).contains("is not ready to use yet");
        });
        EventSource.resource("add", content).then().statusCode(204);
        snapshots.bind(content);
        assertThat(SweepClient.report().failures()).isEmpty();
        cluster.bound(restored);
    }

    @Test
    void aClaimIsClonedAndOutlivesItsSource() {
        PersistentVolumeClaim clone = provisioned(cloneOf(source));

        assertThat(new ClaimView(cluster.now(source)).isKeptForClones()).isFalse();
        assertThat(ceph.images(cluster.pool()))
                .contains("csi-vol-" + clone.getMetadata().getUid() + "-temp");
        delete(source);
        assertThat(cluster.exists(volume)).isFalse();
        assertThat(ceph.images(cluster.pool())).doesNotContain(imageName(source));
        delete(clone);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(Omaps.of(ceph, cluster.pool()).all("csi.").values()).allMatch(Map::isEmpty);
    }

    @Test
    void aSourceInAnotherNamespaceIsRefusedUnlessEnabled() {
        PersistentVolumeClaim clone = cluster.handedOver(cluster.makeClaim(
                storageClass,
                claim -> claim.editMetadata()
                        .addToAnnotations("rbdfunctions.io/data-source", "lab/PersistentVolumeClaim/data")
                        .endMetadata()));

        EventSource.updated(clone).then().statusCode(204);

        assertThat(cluster.findVolume(clone)).isNull();
        assertThat(ceph.images(cluster.pool())).containsExactly(imageName(source));
        assertThat(cluster.events(clone))
                .anySatisfy(event ->
                        assertThat(event.getMessage()).contains("sources in other namespaces are not enabled"));
    }

    /** The clone was deleted before it was made. */
    @Test
    void theSweepLetsASourceGo() {
        client.resource(cluster.now(source)).edit(claim -> {
            claim.getMetadata().getFinalizers().add(ClaimView.CLONING_PROTECTION);
            return claim;
        });
        cluster.delete(source);
        assertThat(cluster.exists(source)).isTrue();

        SweepClient.report();

        cluster.untilGone(source);
    }

    private PersistentVolumeClaim fromSnapshot(String snapshot) {
        return cluster.makeClaim(
                storageClass,
                claim -> claim.editSpec()
                        .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", snapshot)
                        .editResources()
                        .withRequests(Map.of("storage", new Quantity("128Mi")))
                        .endResources()
                        .endSpec());
    }

    private PersistentVolumeClaim cloneOf(PersistentVolumeClaim claim) {
        return cluster.makeClaim(
                storageClass,
                clone -> clone.editSpec()
                        .withNewDataSource(
                                null,
                                "PersistentVolumeClaim",
                                claim.getMetadata().getName())
                        .endSpec());
    }

    private void delete(PersistentVolumeClaim claim) {
        PersistentVolume own = cluster.volumeOf(claim);
        cluster.delete(claim);
        EventSource.updated(cluster.released(own)).then().statusCode(204);
        cluster.untilGone(own);
    }

    private static String imageName(PersistentVolumeClaim claim) {
        return "csi-vol-" + claim.getMetadata().getUid();
    }
}
