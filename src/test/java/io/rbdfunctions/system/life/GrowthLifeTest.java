package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Growth that fails or that the node has to finish. The tests write what kubelet would. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class GrowthLifeTest extends ClusterTestBase {
    private final KubernetesClient client = ApiServer.client();

    @BeforeEach
    void requireFieldsOfTheStatus() {
        Assumptions.assumeTrue(cluster.isAtLeast(32), "API servers before 1.32 drop the fields of the status");
    }

    @Test
    void anImpossibleGrowthIsMarkedAndALowerRequestRecovers() {
        PersistentVolumeClaim claim = boundClaim(Map.of("maxSize", "1Gi"));

        EventSource.updated(cluster.grow(claim, "2Gi"));

        PersistentVolumeClaim failed = cluster.now(claim);
        assertThat(state(failed)).isEqualTo("ControllerResizeInfeasible");
        assertThat(failed.getStatus().getAllocatedResources()).containsEntry("storage", new Quantity("2048Mi"));
        assertThat(conditions(failed)).containsExactly("ControllerResizeError");
        assertThat(failed.getStatus().getConditions().getFirst().getMessage()).contains("the maxSize of the class");
        assertThat(cluster.reasons(claim)).contains("VolumeResizeFailed");

        EventSource.updated(cluster.grow(claim, "512Mi"));

        PersistentVolumeClaim recovered = cluster.now(claim);
        assertThat(state(recovered)).isEqualTo("NodeResizePending");
        assertThat(conditions(recovered)).containsExactly("Resizing", "FileSystemResizePending");
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(512L << 20);
    }

    @Test
    void aRepeatedFailureWritesNothingNew() {
        PersistentVolumeClaim claim = boundClaim(Map.of("maxSize", "1Gi"));
        EventSource.updated(cluster.grow(claim, "2Gi"));
        String version = cluster.now(claim).getMetadata().getResourceVersion();

        EventSource.updated(cluster.now(claim));

        assertThat(cluster.now(claim).getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void aGrowthThatTheNodeGaveUpIsHandedToItAgain() {
        PersistentVolumeClaim claim = boundClaim(Map.of());
        EventSource.updated(cluster.grow(claim, "128Mi"));
        PersistentVolumeClaim infeasible = writeStatus(
                claim, status -> status.withAllocatedResourceStatuses(Map.of("storage", "NodeResizeInfeasible")));

        EventSource.updated(infeasible);

        assertThat(state(cluster.now(claim))).isEqualTo("NodeResizePending");
    }

    @Test
    void aGrowthInProgressIsFinishedBeforeALowerRequest() {
        PersistentVolumeClaim claim = boundClaim(Map.of());
        cluster.grow(claim, "128Mi");
        PersistentVolumeClaim begun = writeStatus(
                claim,
                status -> status.withAllocatedResources(Map.of("storage", new Quantity("256Mi")))
                        .withAllocatedResourceStatuses(Map.of("storage", "ControllerResizeInProgress")));

        EventSource.updated(begun);

        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(256L << 20);
        assertThat(cluster.volumeOf(claim).getSpec().getCapacity()).containsEntry("storage", new Quantity("256Mi"));
    }

    @Test
    void theCapacityBeforeAGrowthIsRemovedWhenTheNodeIsDone() {
        PersistentVolumeClaim claim = boundClaim(Map.of());
        EventSource.updated(cluster.grow(claim, "128Mi"));
        PersistentVolume volume = cluster.volumeOf(claim);
        EventSource.updated(volume);
        assertThat(cluster.now(volume).getMetadata().getAnnotations()).containsKey(VolumeManifest.PRE_RESIZE_CAPACITY);
        writeStatus(
                claim,
                status -> status.withCapacity(Map.of("storage", new Quantity("128Mi")))
                        .withAllocatedResourceStatuses(Map.of())
                        .withConditions(List.of()));

        assertThat(SweepClient.report().failures()).isEmpty();

        assertThat(cluster.now(volume).getMetadata().getAnnotations())
                .doesNotContainKey(VolumeManifest.PRE_RESIZE_CAPACITY)
                .containsKey(VolumeManifest.PROVISIONED_BY);
    }

    private PersistentVolumeClaim boundClaim(Map<String, String> parameters) {
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass(builder -> builder, parameters));
        EventSource.updated(cluster.handedOver(claim));
        return cluster.bound(claim);
    }

    private PersistentVolumeClaim writeStatus(
            PersistentVolumeClaim claim, UnaryOperator<PersistentVolumeClaimStatusBuilder> change) {
        return client.resource(cluster.now(claim))
                .editStatus(current -> new PersistentVolumeClaimBuilder(current)
                        .withStatus(change.apply(new PersistentVolumeClaimStatusBuilder(current.getStatus()))
                                .build())
                        .build());
    }

    private static String state(PersistentVolumeClaim claim) {
        return claim.getStatus().getAllocatedResourceStatuses().getOrDefault("storage", "");
    }

    private static List<String> conditions(PersistentVolumeClaim claim) {
        return claim.getStatus().getConditions().stream()
                .map(PersistentVolumeClaimCondition::getType)
                .toList();
    }
}
