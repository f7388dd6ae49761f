package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.volume.Capacity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Provisions, expands and deletes the volumes of claims, driven by events alone. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class ClaimLifeTest extends ClusterTestBase {
    @Inject
    Reconcilers reconcilers;

    @Test
    void aClaimIsProvisioned() {
        // Given
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass());

        // When
        Response answer = EventSource.updated(cluster.handedOver(claim));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        PersistentVolumeClaim bound = cluster.bound(claim);
        assertThat(bound.getSpec().getVolumeName())
                .isEqualTo("pvc-" + claim.getMetadata().getUid());
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(64L << 20);
        PersistentVolume volume = cluster.volumeOf(claim);
        assertThat(volume.getMetadata().getFinalizers()).contains(VolumeManifest.FINALIZER);
        assertThat(volume.getSpec().getRbd().getImage())
                .isEqualTo("kubernetes-dynamic-pvc-" + claim.getMetadata().getUid());
        assertThat(cluster.reasons(claim)).containsExactlyInAnyOrder("Provisioning", "ProvisioningSucceeded");
    }

    @Test
    void aReferenceAndAStructuredEventProvisionAClaimToo() {
        String storageClass = cluster.makeClass();
        PersistentVolumeClaim first = cluster.makeClaim(storageClass);
        PersistentVolumeClaim second = cluster.makeClaim(storageClass);

        assertThat(EventSource.reference(cluster.handedOver(first)).statusCode())
                .isEqualTo(204);
        assertThat(EventSource.structured(cluster.handedOver(second)).statusCode())
                .isEqualTo(204);

        cluster.bound(first);
        cluster.bound(second);
    }

    @Test
    void aClaimThatWaitsForItsFirstConsumerIsProvisionedOnceItHasANode() {
        String storageClass =
                cluster.makeClass(builder -> builder.withVolumeBindingMode("WaitForFirstConsumer"), Map.of());
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);
        EventSource.updated(cluster.now(claim));
        assertThat(cluster.findVolume(claim)).isNull();

        cluster.annotate(claim, "volume.kubernetes.io/selected-node", "node-1");
        EventSource.updated(cluster.handedOver(claim));

        cluster.bound(claim);
    }

    @Test
    void aBlockDeviceForManyWritersUsesTheCsiSource() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                csiClass(),
                builder -> builder.editSpec()
                        .withVolumeMode("Block")
                        .withAccessModes("ReadWriteMany")
                        .endSpec());

        EventSource.updated(cluster.handedOver(claim));

        cluster.bound(claim);
        PersistentVolume volume = cluster.volumeOf(claim);
        assertThat(volume.getSpec().getCsi().getDriver()).isEqualTo("rbd.csi.ceph.com");
        assertThat(volume.getSpec().getVolumeMode()).isEqualTo("Block");
        assertThat(volume.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
    }

    @Test
    void aRepeatedEventChangesNothing() {
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass());
        PersistentVolumeClaim handedOver = cluster.handedOver(claim);
        EventSource.updated(handedOver);
        cluster.bound(claim);
        String version = cluster.volumeOf(claim).getMetadata().getResourceVersion();

        Response again = EventSource.updated(handedOver);

        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(cluster.volumeOf(claim).getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(ceph.images(cluster.pool())).hasSize(1);
    }

    @Test
    void expandingAFileSystemLeavesTheNodePartToTheKubelet() {
        // Not an in-tree volume: controller managers up to 1.30 that find rbd grow those too, and may be first.
        PersistentVolumeClaim claim = boundClaim(csiClass());
        PersistentVolumeClaim growing = cluster.grow(claim, "128Mi");

        Response answer = EventSource.preferringReply(growing);

        assertThat(answer.header("ce-type")).isEqualTo("io.rbdfunctions.volume.expanded.v1");
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(128L << 20);
        PersistentVolume volume = cluster.volumeOf(claim);
        assertThat(bytes(volume.getSpec().getCapacity())).isEqualTo(128L << 20);
        assertThat(volume.getMetadata().getAnnotations()).containsKey("volume.alpha.kubernetes.io/pre-resize-capacity");
        PersistentVolumeClaim now = cluster.now(claim);
        assertThat(bytes(now.getStatus().getCapacity())).isEqualTo(64L << 20);
        if (cluster.hasAllocatedResources()) {
            assertThat(now.getStatus().getAllocatedResourceStatuses()).containsEntry("storage", "NodeResizePending");
        }
        assertThat(now.getStatus().getConditions())
                .extracting(PersistentVolumeClaimCondition::getType)
                .containsExactly("Resizing", "FileSystemResizePending");
        assertThat(cluster.reasons(claim)).contains("Resizing", "FileSystemResizeRequired");
        // Events about the function's own writes cost nothing.
        assertThat(EventSource.preferringReply(now).statusCode()).isEqualTo(204);
    }

    @Test
    void expandingABlockDeviceCompletes() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                csiClass(),
                builder -> builder.editSpec().withVolumeMode("Block").endSpec());
        EventSource.updated(cluster.handedOver(claim));
        cluster.bound(claim);

        EventSource.updated(cluster.grow(claim, "128Mi"));

        PersistentVolumeClaim now = cluster.now(claim);
        assertThat(bytes(now.getStatus().getCapacity())).isEqualTo(128L << 20);
        assertThat(now.getStatus().getConditions()).isNullOrEmpty();
        assertThat(now.getStatus().getAllocatedResourceStatuses()).isNullOrEmpty();
        if (cluster.hasAllocatedResources()) {
            assertThat(bytes(now.getStatus().getAllocatedResources())).isEqualTo(128L << 20);
        }
        assertThat(cluster.volumeOf(claim).getMetadata().getAnnotations())
                .doesNotContainKey("volume.alpha.kubernetes.io/pre-resize-capacity");
        assertThat(cluster.reasons(claim)).contains("Resizing", "VolumeResizeSuccessful");
    }

    @Test
    void aManuallyExpandedImageIsNeverShrunk() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        ceph.rbd("resize", cluster.imageOf(claim), "--size", "256M", "--no-progress")
                .orFail();

        EventSource.updated(cluster.grow(claim, "128Mi"));

        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(256L << 20);
        assertThat(bytes(cluster.volumeOf(claim).getSpec().getCapacity())).isEqualTo(256L << 20);
    }

    @Test
    void deletingAClaimDeletesImageAndVolume() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);

        Response answer = EventSource.preferringReply(cluster.released(volume));

        assertThat(answer.header("ce-type")).isEqualTo("io.rbdfunctions.volume.deleted.v1");
        assertThat(answer.header("ce-subject"))
                .isEqualTo(cluster.namespace() + "/" + claim.getMetadata().getName());
        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aRetainedVolumeIsKeptAndItsDeletionKeepsTheImage() {
        PersistentVolumeClaim claim =
                boundClaim(cluster.makeClass(builder -> builder.withReclaimPolicy("Retain"), Map.of()));
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));
        assertThat(cluster.exists(volume)).isTrue();

        cluster.delete(volume);
        EventSource.updated(cluster.now(volume));

        cluster.untilGone(volume);
        assertThat(ceph.exists(cluster.imageOf(claim))).isTrue();
    }

    @Test
    void aVolumeDeletedWhileBoundKeepsItsImageUntilTheClaimIsGone() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(volume);
        EventSource.updated(cluster.now(volume));
        assertThat(ceph.exists(cluster.imageOf(claim))).isTrue();
        assertThat(cluster.exists(volume)).isTrue();

        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aClaimDeletedBeforeItsVolumeExistsLeavesNothing() {
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass());
        PersistentVolumeClaim handedOver = cluster.handedOver(claim);
        cluster.delete(claim);
        cluster.untilGone(claim);

        Response answer = EventSource.updated(handedOver);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(cluster.findVolume(claim)).isNull();
    }

    @Test
    void aVolumeIsDeletedAfterItsClass() {
        String storageClass = cluster.makeClass();
        PersistentVolumeClaim claim = boundClaim(storageClass);
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.deleteClass(storageClass);
        cluster.delete(claim);

        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aVolumeWithoutItsSecretIsDeletedOnceTheSecretExistsAgain() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.deleteSecret();
        cluster.delete(claim);

        assertThat(EventSource.updated(cluster.released(volume)).statusCode()).isEqualTo(204);

        assertThat(cluster.events(volume)).singleElement().satisfies(event -> {
            assertThat(event.getReason()).isEqualTo("VolumeFailedDelete");
            assertThat(event.getMessage()).contains("ceph-admin", "not found");
        });
        assertThat(cluster.exists(volume)).isTrue();
        cluster.makeSecret();
        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aWatchedImageIsKeptAndItsWatcherReportedUntilItIsUnmapped() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);
        try (ImageWatch _ = ceph.watch(cluster.imageOf(claim))) {
            EventSource.updated(cluster.released(volume));
            assertThat(cluster.exists(volume)).isTrue();
            assertThat(ceph.exists(cluster.imageOf(claim))).isTrue();
            assertThat(cluster.events(volume)).anySatisfy(event -> {
                assertThat(event.getReason()).isEqualTo("VolumeFailedDelete");
                assertThat(event.getMessage()).containsPattern("still being used by 127\\.0\\.0\\.1:");
            });
        }
        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aSnapshotIsReportedByName() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        PersistentVolume volume = cluster.volumeOf(claim);
        ceph.snapshot(cluster.imageOf(claim), "before-upgrade");
        cluster.delete(claim);

        EventSource.updated(cluster.released(volume));

        assertThat(cluster.events(volume))
                .anySatisfy(event -> assertThat(event.getMessage()).contains("before-upgrade"));
        assertThat(cluster.exists(volume)).isTrue();
    }

    @Test
    void aDataSourceIsRejectedWithAnEventOnTheClaim() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                cluster.makeClass(),
                builder -> builder.editSpec()
                        .withNewDataSource(null, "PersistentVolumeClaim", "other")
                        .endSpec());

        Response answer = EventSource.preferringReply(cluster.handedOver(claim));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("ce-type")).isEqualTo("io.rbdfunctions.volume.refused.v1");
        assertThat(cluster.events(claim)).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("ProvisioningFailed");
            assertThat(event.getMessage()).contains("other not found: the claim waits for it");
        });
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aClassWithWrongMonitorsDoesNotDelayOthers() {
        String wrong = cluster.makeClass(builder -> builder, Map.of("monitors", "127.0.0.1:" + LoopbackPorts.free()));
        PersistentVolumeClaim hopeless = cluster.makeClaim(wrong);
        PersistentVolumeClaim other = cluster.makeClaim(cluster.makeClass());

        assertThat(EventSource.updated(cluster.handedOver(hopeless)).statusCode())
                .isEqualTo(204);
        assertThat(EventSource.updated(cluster.handedOver(other)).statusCode()).isEqualTo(204);

        cluster.bound(other);
        assertThat(cluster.reasons(hopeless)).containsExactlyInAnyOrder("Provisioning", "ProvisioningFailed");
    }

    @Test
    void aRepeatedFailureIsOneEventWithACount() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                cluster.makeClass(),
                builder -> builder.editSpec().withAccessModes("ReadWriteMany").endSpec());
        PersistentVolumeClaim handedOver = cluster.handedOver(claim);

        EventSource.updated(handedOver);
        EventSource.updated(handedOver);
        EventSource.updated(handedOver);

        assertThat(cluster.events(claim))
                .filteredOn(event -> event.getReason().equals("ProvisioningFailed"))
                .singleElement()
                .satisfies(event -> assertThat(event.getCount()).isEqualTo(3));
    }

    @Test
    void irrelevantEventsCostNoCallAndUpToDateObjectsCostOne() {
        Assumptions.assumeFalse(ApiServer.isReal(), "a real API server does not count the requests");
        PersistentVolumeClaim claim = boundClaim(cluster.makeClass());
        PersistentVolumeClaim now = cluster.now(claim);
        PersistentVolume volume = cluster.volumeOf(claim);
        PersistentVolumeClaim asItWas = cluster.now(claim);
        asItWas.getSpec().setVolumeName(null);
        asItWas.getStatus().setPhase("Pending");
        int before = ApiServer.requests();

        List<Response> ofNoConcern = List.of(
                EventSource.updated(now),
                EventSource.updated(volume),
                EventSource.resource("delete", now),
                EventSource.resource("delete", volume));

        assertThat(ofNoConcern).extracting(Response::statusCode).containsOnly(204);
        assertThat(ApiServer.requests()).isEqualTo(before);
        assertThat(EventSource.updated(asItWas).statusCode()).isEqualTo(204);
        assertThat(ApiServer.requests()).isEqualTo(before + 1);
        assertThat(EventSource.reference(volume).statusCode()).isEqualTo(204);
        assertThat(ApiServer.requests()).isEqualTo(before + 2);
    }

    @Test
    void aClaimThatAWatchReportsIsNotReadAgain() {
        Assumptions.assumeFalse(ApiServer.isReal(), "a real API server does not count the requests");
        String storageClass = cluster.makeClass();
        PersistentVolumeClaim first = cluster.handedOver(cluster.makeClaim(storageClass));
        PersistentVolumeClaim second = cluster.handedOver(cluster.makeClaim(storageClass));
        int before = ApiServer.requests();

        EventSource.updated(first);
        int afterEvent = ApiServer.requests();
        reconcilers.reconcileWatched(second);

        assertThat(ApiServer.requests() - afterEvent).isEqualTo(afterEvent - before - 1);
        cluster.bound(second);
    }

    @Test
    void aClassWithTrashRetentionMovesTheImageToTheTrash() {
        PersistentVolumeClaim claim =
                boundClaim(cluster.makeClass(builder -> builder, Map.of("trashRetention", "168h")));
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);

        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(ceph.rbd("trash", "ls", "-l", cluster.pool()).orFail().stdout())
                .contains(claim.getMetadata().getUid(), "protected until");
    }

    @Test
    void aSweepHandlesObjectsWhoseEventsWereMissed() {
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass());
        cluster.handedOver(claim);
        assertThat(SweepClient.report().failures()).isEmpty();
        cluster.bound(claim);
        cluster.grow(claim, "128Mi");
        assertThat(SweepClient.ping().statusCode()).isEqualTo(204);
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(128L << 20);

        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);
        cluster.released(volume);
        assertThat(SweepClient.report().complete()).isTrue();

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void anImageWithoutAVolumeIsReportedAndKept() {
        cluster.makeClass();
        String orphan = cluster.pool() + "/kubernetes-dynamic-pvc-11111111-2222-3333-4444-555555555555";
        ceph.createImage(orphan, 64);
        ceph.createImage(cluster.pool() + "/not-ours", 64);

        assertThat(SweepClient.report().orphans()).contains(orphan).doesNotContain(cluster.pool() + "/not-ours");
        assertThat(ceph.images(cluster.pool())).hasSize(2);
    }

    @Test
    void aTrashedImageIsReportedAndKept() {
        cluster.makeClass();
        String name = cluster.pool() + "/kubernetes-dynamic-pvc-11111111-2222-3333-4444-555555555556";
        ceph.createImage(name, 64);
        ceph.rbd("trash", "mv", name).orFail();

        assertThat(SweepClient.report().trashed())
                .singleElement()
                .satisfies(trashed -> assertThat(trashed)
                        .containsEntry("image", name)
                        .containsEntry("trashId", ceph.trashId(name))
                        .doesNotContainKey("expiresAt"));
        assertThat(ceph.rbd("trash", "ls", cluster.pool()).orFail().stdout()).contains("555555555556");
    }

    private PersistentVolumeClaim boundClaim(String storageClass) {
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);
        EventSource.updated(cluster.handedOver(claim));
        return cluster.bound(claim);
    }

    private String csiClass() {
        return cluster.makeClass(
                builder -> builder,
                Map.of(
                        "clusterID",
                        "ceph-1",
                        "nodeStageSecretName",
                        "node",
                        "nodeStageSecretNamespace",
                        "kube-system"));
    }

    private static long bytes(Map<String, Quantity> resources) {
        Quantity storage = resources.get("storage");
        if (storage == null) {
            throw new AssertionError("no storage in " + resources);
        }
        return Capacity.parse(storage.toString()).bytes();
    }
}
