package io.rbdfunctions.reconcile.claim;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.OURS;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.VOLUME;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.awaited;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.bound;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.claim;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.fileSystemResizePending;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.growing;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.holding;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.leftToTheNode;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.terminating;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.reconcile.claim.ClaimAction.LookAtVolume;
import io.rbdfunctions.reconcile.claim.ClaimAction.Nothing;
import io.rbdfunctions.reconcile.claim.ClaimAction.Provision;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimDecisionTest {
    private static final LookAtVolume LOOK = new LookAtVolume(new ObjectName(VOLUME));

    static Stream<Arguments> claims() {
        return Stream.of(
                arguments("just made", claim().build(), new Nothing("nobody is asked to provision it yet")),
                arguments("handed to us", awaited(OURS).build(), new Provision()),
                arguments(
                        "handed to us by the older annotation only",
                        claim().editMetadata()
                                .addToAnnotations("volume.beta.kubernetes.io/storage-provisioner", OURS)
                                .endMetadata()
                                .build(),
                        new Provision()),
                arguments("handed to another", awaited("a.b/c").build(), new Nothing("it is for a.b/c")),
                arguments(
                        "without a status",
                        awaited(OURS)
                                .withStatus(new PersistentVolumeClaimStatus())
                                .build(),
                        new Provision()),
                arguments(
                        "being deleted before it was served",
                        awaited(OURS)
                                .editMetadata()
                                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                                .endMetadata()
                                .build(),
                        new Nothing("it is being deleted")),
                arguments(
                        "being bound",
                        awaited(OURS)
                                .editSpec()
                                .withVolumeName(VOLUME)
                                .endSpec()
                                .build(),
                        new Nothing("it is being bound to " + VOLUME)),
                arguments("bound", bound().build(), new Nothing("it has what it asks for")),
                arguments(
                        "lost its volume",
                        bound().editStatus().withPhase("Lost").endStatus().build(),
                        new Nothing("its phase is Lost")),
                arguments("wants more", growing("2Gi").build(), LOOK),
                arguments("wants one byte more", growing("1073741825").build(), LOOK),
                arguments(
                        "wants as much in other words", growing("1024Mi").build(), nothing("it has what it asks for")),
                arguments("wants less", growing("512Mi").build(), new Nothing("it has what it asks for")),
                arguments(
                        "of another provisioner, wants more",
                        growing("2Gi")
                                .editMetadata()
                                .addToAnnotations("volume.kubernetes.io/storage-provisioner", "a.b/c")
                                .endMetadata()
                                .build(),
                        new Nothing("it is for a.b/c")),
                arguments(
                        "bound to a volume that was made for it by hand, wants more",
                        growing("2Gi")
                                .editMetadata()
                                .withAnnotations(Map.of())
                                .endMetadata()
                                .build(),
                        LOOK),
                arguments(
                        "waits for the node",
                        leftToTheNode("2Gi", "2Gi"),
                        nothing("the node is to grow its file system")),
                arguments("waits for the node, and wants more again", leftToTheNode("3Gi", "2Gi"), LOOK),
                arguments("shows only a condition", fileSystemResizePending("2Gi"), LOOK));
    }

    @ParameterizedTest(name = "a claim that is {0}: {2}")
    @MethodSource("claims")
    void decidesFromTheClaim(String name, PersistentVolumeClaim claim, ClaimAction action) {
        assertThat(ClaimDecision.of(claim, OURS)).isEqualTo(action);
    }

    static Stream<Arguments> growths() {
        PersistentVolumeClaim claim = growing("2Gi").build();
        PersistentVolumeClaim block =
                growing("2Gi").editSpec().withVolumeMode("Block").endSpec().build();
        return Stream.of(
                arguments("of 1Gi", claim, holding("1Gi"), expand(2048)),
                arguments("of 1Gi, for a block device", block, holding("1Gi"), expand(2048)),
                arguments("of 2Gi: the claim's status is yet to be written", claim, holding("2Gi"), expand(2048)),
                arguments("of 3Gi, grown by hand", claim, holding("3Gi"), expand(3072)),
                arguments("of 1Gi, for an odd size", growing("1073741825").build(), holding("1Gi"), expand(1025)),
                arguments(
                        "of 2Gi, the node's turn by the condition alone",
                        fileSystemResizePending("2Gi"),
                        holding("2Gi"),
                        left("the node is to grow its file system")),
                arguments(
                        "of 1Gi, with an old condition", fileSystemResizePending("2Gi"), holding("1Gi"), expand(2048)),
                arguments(
                        "of another provisioner",
                        claim,
                        volume("Bound")
                                .editMetadata()
                                .addToAnnotations(VolumeManifest.PROVISIONED_BY, "a.b/c")
                                .endMetadata()
                                .build(),
                        left("its volume was not made by us")),
                arguments(
                        "of nobody",
                        claim,
                        volume("Bound")
                                .editMetadata()
                                .withAnnotations(Map.of())
                                .endMetadata()
                                .build(),
                        left("its volume was not made by us")),
                arguments(
                        "that is being deleted",
                        claim,
                        terminating(volume("Bound")).build(),
                        left("its volume is being deleted")),
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
                        left("its volume is bound to another claim")),
                arguments(
                        "without a size",
                        claim,
                        volume("Bound")
                                .editSpec()
                                .withCapacity(Map.<String, Quantity>of())
                                .endSpec()
                                .build(),
                        left("its volume is of unknown size")));
    }

    @ParameterizedTest(name = "a volume {0}: {3}")
    @MethodSource("growths")
    void decidesOnAGrowthWithTheVolume(
            String name, PersistentVolumeClaim claim, PersistentVolume volume, GrowthAction action) {
        assertThat(ClaimDecision.withVolume(claim, volume, OURS)).isEqualTo(action);
    }

    private static GrowthAction.Expand expand(long mebibytes) {
        return new GrowthAction.Expand(Capacity.ofMebibytes(mebibytes));
    }

    private static Nothing nothing(String why) {
        return new Nothing(why);
    }

    private static GrowthAction.Nothing left(String why) {
        return new GrowthAction.Nothing(why);
    }
}
