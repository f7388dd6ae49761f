package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SnapshotController;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sweep takes snapshots of a claim by its schedule, and removes them. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(SnapshotProfile.class)
@SuppressWarnings("NullAway.Init")
class ScheduleLifeTest extends ClusterTestBase {
    /** It was due this year, and is due again on the next 1st of January only. */
    private static final String YEARLY = "0 0 1 1 *";

    private final KubernetesClient client = ApiServer.client();
    private SnapshotController snapshots;

    @BeforeEach
    void makeSnapshotClass() {
        assumeTrue(SnapshotController.isServed(client), "the API server does not have the snapshot API");
        snapshots = new SnapshotController(client, cluster.namespace());
        snapshots.makeClass(Map.of("clusterID", "c1", "monitors", ceph.monitors()));
    }

    @AfterEach
    void removeSnapshots() {
        if (snapshots != null) {
            snapshots.close();
        }
        client.close();
    }

    @Test
    void takesWhatIsDueOnceAndRemovesWhatHasExpired() {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(
                cluster.makeCsiClass(Map.of("snapshotSchedule", YEARLY, "snapshotKeep", "1")),
                made -> made.editMetadata()
                        .addToAnnotations("rbdfunctions.io/snapshot-class", snapshots.className())
                        .endMetadata()));
        EventSource.updated(claim);
        PersistentVolumeClaim bound = cluster.bound(claim);
        earlier(bound);

        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(SweepClient.report().failures()).isEmpty();

        assertThat(names()).hasSize(2);
        GenericKubernetesResource taken = taken();
        GenericKubernetesResource content = snapshots.contentOf(taken, cluster.volumeOf(bound));
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(ceph.images(cluster.pool()))
                .contains("csi-snap-" + taken.getMetadata().getUid());
        assertThat(names()).hasSize(2);

        setReady(taken);
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(names()).containsExactly(taken.getMetadata().getName());
        assertThat(snapshots.view(content).isReady()).isTrue();
    }

    /** A snapshot that was taken by the schedule long ago. */
    private void earlier(PersistentVolumeClaim claim) {
        setReady(volumeSnapshots()
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(SnapshotKinds.API_VERSION)
                        .withKind("VolumeSnapshot")
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("earlier")
                        .addToLabels(
                                "rbdfunctions.io/schedule-of",
                                claim.getMetadata().getUid())
                        .addToAnnotations("rbdfunctions.io/scheduled-at", "2020-01-01T00:00:00Z")
                        .endMetadata()
                        .addToAdditionalProperties(
                                "spec",
                                Map.of(
                                        "volumeSnapshotClassName",
                                        snapshots.className(),
                                        "source",
                                        Map.of(
                                                "persistentVolumeClaimName",
                                                claim.getMetadata().getName())))
                        .build())
                .create());
    }

    private GenericKubernetesResource taken() {
        return volumeSnapshots().list().getItems().stream()
                .filter(snapshot -> !snapshot.getMetadata().getName().equals("earlier"))
                .findFirst()
                .orElseThrow();
    }

    private void setReady(GenericKubernetesResource snapshot) {
        volumeSnapshots().withName(snapshot.getMetadata().getName()).editStatus(found -> {
            found.setAdditionalProperty("status", Map.of("readyToUse", true));
            return found;
        });
    }

    private List<String> names() {
        return volumeSnapshots().list().getItems().stream()
                .map(snapshot -> snapshot.getMetadata().getName())
                .toList();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            volumeSnapshots() {
        return client.genericKubernetesResources(SnapshotKinds.SNAPSHOTS).inNamespace(cluster.namespace());
    }
}
