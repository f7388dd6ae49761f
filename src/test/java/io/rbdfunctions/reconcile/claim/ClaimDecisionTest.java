package io.rbdfunctions.reconcile.claim;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.PROVISIONER;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.VOLUME;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.bound;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.claim;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.expanding;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.fileSystemResizePending;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.nodeExpansionPending;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.provisionedBy;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.terminating;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.volume;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.withCapacity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.reconcile.claim.ClaimDecision.CheckVolume;
import io.rbdfunctions.reconcile.claim.ClaimDecision.LeaveToPopulator;
import io.rbdfunctions.reconcile.claim.ClaimDecision.Nothing;
import io.rbdfunctions.reconcile.claim.ClaimDecision.Provision;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimDecisionTest {
    private static final CheckVolume CHECK_VOLUME = new CheckVolume(new ObjectName(VOLUME), true, false);

    static Stream<Arguments> claims() {
        return Stream.of(
                arguments("new", claim().build(), new Nothing("no provisioner is assigned yet")),
                arguments(
                        "assigned to this provisioner",
                        provisionedBy(PROVISIONER).build(),
                        new Provision()),
                arguments(
                        "assigned by the beta annotation only",
                        claim().editMetadata()
                                .addToAnnotations("volume.beta.kubernetes.io/storage-provisioner", PROVISIONER)
                                .endMetadata()
                                .build(),
                        new Provision()),
                arguments(
                        "assigned to another provisioner",
                        provisionedBy("a.b/c").build(),
                        new Nothing("it belongs to provisioner a.b/c")),
                arguments(
                        "without a status",
                        provisionedBy(PROVISIONER)
                                .withStatus(new PersistentVolumeClaimStatus())
                                .build(),
                        new Provision()),
                arguments(
                        "deleted before it was provisioned",
                        provisionedBy(PROVISIONER)
                                .editMetadata()
                                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                                .endMetadata()
                                .build(),
                        new Nothing("it is being deleted")),
                arguments(
                        "being bound",
                        provisionedBy(PROVISIONER)
                                .editSpec()
                                .withVolumeName(VOLUME)
                                .endSpec()
                                .build(),
                        new Nothing("it is being bound to " + VOLUME)),
                arguments("bound", bound().build(), new Nothing("its capacity meets its request")),
                arguments(
                        "without its volume",
                        bound().editStatus().withPhase("Lost").endStatus().build(),
                        new Nothing("its phase is Lost")),
                arguments("requesting more", expanding("2Gi").build(), CHECK_VOLUME),
                arguments("requesting one byte more", expanding("1073741825").build(), CHECK_VOLUME),
                arguments(
                        "requesting the same in another unit",
                        expanding("1024Mi").build(),
                        nothing("its capacity meets its request")),
                arguments("requesting less", expanding("512Mi").build(), new Nothing("its capacity meets its request")),
                arguments(
                        "of another provisioner, requesting more",
                        expanding("2Gi")
                                .editMetadata()
                                .addToAnnotations("volume.kubernetes.io/storage-provisioner", "a.b/c")
                                .endMetadata()
                                .build(),
                        new Nothing("it belongs to provisioner a.b/c")),
                arguments(
                        "bound to a manually created volume, requesting more",
                        expanding("2Gi")
                                .editMetadata()
                                .withAnnotations(Map.of())
                                .endMetadata()
                                .build(),
                        CHECK_VOLUME),
                arguments(
                        "waiting for the node",
                        nodeExpansionPending("2Gi", "2Gi"),
                        nothing("the node has to expand its file system")),
                arguments(
                        "waiting for the node, requesting more again",
                        nodeExpansionPending("3Gi", "2Gi"),
                        CHECK_VOLUME),
                arguments("that the node could not expand", nodeState("NodeResizeInfeasible"), CHECK_VOLUME),
                arguments(
                        "that the node expands",
                        nodeState("NodeResizeInProgress"),
                        nothing("the node has to expand its file system")),
                arguments(
                        "with a data source for a populator",
                        provisionedBy(PROVISIONER)
                                .editSpec()
                                .withNewDataSourceRef("example.com", "Backup", "b", null)
                                .endSpec()
                                .build(),
                        new LeaveToPopulator()),
                arguments(
                        "with a data source for the provisioner",
                        provisionedBy(PROVISIONER)
                                .editSpec()
                                .withNewDataSourceRef(null, "PersistentVolumeClaim", "other", null)
                                .endSpec()
                                .build(),
                        new Provision()),
                arguments(
                        "with a data source of another group",
                        provisionedBy(PROVISIONER)
                                .editSpec()
                                .withNewDataSource("example.com", "PersistentVolumeClaim", "b")
                                .endSpec()
                                .build(),
                        new LeaveToPopulator()),
                arguments(
                        "with a snapshot as its source",
                        provisionedBy(PROVISIONER)
                                .editSpec()
                                .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", "s")
                                .endSpec()
                                .build(),
                        new Provision()),
                arguments(
                        "deleted while it is being cloned",
                        bound().editMetadata()
                                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                                .withFinalizers("provisioner.storage.kubernetes.io/cloning-protection")
                                .endMetadata()
                                .build(),
                        new ClaimDecision.ReleaseSource()),
                arguments("requesting other attributes", attributes("gold", "silver", "1Gi"), changes(false, true)),
                arguments("requesting other attributes and more", attributes("gold", null, "2Gi"), changes(true, true)),
                arguments("requesting more, with its attributes", attributes("gold", "gold", "2Gi"), CHECK_VOLUME),
                arguments(
                        "having its attributes",
                        attributes("gold", "gold", "1Gi"),
                        nothing("its capacity meets its request")),
                arguments("with only the condition", fileSystemResizePending("2Gi"), CHECK_VOLUME));
    }

    private static PersistentVolumeClaim attributes(String wanted, @Nullable String current, String size) {
        return expanding(size)
                .editSpec()
                .withVolumeAttributesClassName(wanted)
                .endSpec()
                .editStatus()
                .withCurrentVolumeAttributesClassName(current)
                .endStatus()
                .build();
    }

    private static CheckVolume changes(boolean grows, boolean isModified) {
        return new CheckVolume(new ObjectName(VOLUME), grows, isModified);
    }

    @ParameterizedTest(name = "a claim that is {0}: {2}")
    @MethodSource("claims")
    void decidesFromTheClaim(String name, PersistentVolumeClaim claim, ClaimDecision action) {
        assertThat(ClaimDecision.of(claim, PROVISIONER)).isEqualTo(action);
    }

    static Stream<Arguments> growthActions() {
        PersistentVolumeClaim claim = expanding("2Gi").build();
        PersistentVolumeClaim block =
                expanding("2Gi").editSpec().withVolumeMode("Block").endSpec().build();
        return Stream.of(
                arguments("of 1Gi", claim, withCapacity("1Gi"), expand(2048)),
                arguments("of 1Gi, for a block device", block, withCapacity("1Gi"), expand(2048)),
                arguments("of 2Gi, before the claim's status is patched", claim, withCapacity("2Gi"), expand(2048)),
                arguments("of 3Gi, expanded manually", claim, withCapacity("3Gi"), expand(3072)),
                arguments(
                        "of 1Gi, for an odd size", expanding("1073741825").build(), withCapacity("1Gi"), expand(1025)),
                arguments(
                        "of 2Gi, waiting for the node by the condition alone",
                        fileSystemResizePending("2Gi"),
                        withCapacity("2Gi"),
                        noGrowth("the node has to expand its file system")),
                arguments(
                        "of 1Gi, with an old condition",
                        fileSystemResizePending("2Gi"),
                        withCapacity("1Gi"),
                        expand(2048)),
                arguments(
                        "of another provisioner",
                        claim,
                        volume("Bound")
                                .editMetadata()
                                .addToAnnotations(VolumeManifest.PROVISIONED_BY, "a.b/c")
                                .endMetadata()
                                .build(),
                        noGrowth("its volume belongs to another provisioner")),
                arguments(
                        "of no provisioner",
                        claim,
                        volume("Bound")
                                .editMetadata()
                                .withAnnotations(Map.of())
                                .endMetadata()
                                .build(),
                        noGrowth("its volume belongs to another provisioner")),
                arguments(
                        "of another driver",
                        claim,
                        ofDriver("rook-ceph.rbd.csi.ceph.com"),
                        noGrowth("its volume belongs to another provisioner")),
                arguments(
                        "that is being deleted",
                        claim,
                        terminating(volume("Bound")).build(),
                        noGrowth("its volume is being deleted")),
                arguments(
                        "of another claim",
                        claim,
                        volume("Bound")
                                .editSpec()
                                .editClaimRef()
                                .withUid("another")
                                .endClaimRef()
                                .endSpec()
                                .build(),
                        noGrowth("its volume is bound to another claim")),
                arguments(
                        "without a size",
                        claim,
                        volume("Bound")
                                .editSpec()
                                .withCapacity(Map.<String, Quantity>of())
                                .endSpec()
                                .build(),
                        noGrowth("its request or its volume's capacity is unknown")));
    }

    @ParameterizedTest(name = "a volume {0}: {3}")
    @MethodSource("growthActions")
    void decidesFromTheClaimAndItsVolume(
            String name, PersistentVolumeClaim claim, PersistentVolume volume, ClaimDecision.Growth action) {
        assertThat(ClaimDecision.withVolume(claim, volume, PROVISIONER)).isEqualTo(action);
    }

    private static PersistentVolumeClaim nodeState(String state) {
        return new PersistentVolumeClaimBuilder(nodeExpansionPending("2Gi", "2Gi"))
                .editStatus()
                .withAllocatedResourceStatuses(Map.of("storage", state))
                .endStatus()
                .build();
    }

    private static ClaimDecision.Expand expand(long mebibytes) {
        return new ClaimDecision.Expand(Capacity.ofMebibytes(mebibytes));
    }

    private static Nothing nothing(String reason) {
        return new Nothing(reason);
    }

    private static ClaimDecision.NoGrowth noGrowth(String reason) {
        return new ClaimDecision.NoGrowth(reason);
    }

    /** As csi-resizer, which asks only for the driver. */
    @Test
    void theProvisionerWithTheNameOfADriverGrowsAllItsVolumes() {
        assertThat(ClaimDecision.obstacle(expanding("2Gi").build(), ofDriver("rbd.csi.ceph.com"), "rbd.csi.ceph.com"))
                .isEmpty();
    }

    private static PersistentVolume ofDriver(String driver) {
        return volume("Bound")
                .editMetadata()
                .withAnnotations(Map.of())
                .endMetadata()
                .editSpec()
                .withRbd(null)
                .withNewCsi()
                .withDriver(driver)
                .withVolumeHandle("image")
                .endCsi()
                .endSpec()
                .build();
    }
}
