package io.rbdfunctions.reconcile.volume;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.PROVISIONER;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.retained;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.terminating;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.reconcile.volume.VolumeDecision.CheckGrowth;
import io.rbdfunctions.reconcile.volume.VolumeDecision.DeleteImage;
import io.rbdfunctions.reconcile.volume.VolumeDecision.DeleteUnclaimedImage;
import io.rbdfunctions.reconcile.volume.VolumeDecision.Nothing;
import io.rbdfunctions.reconcile.volume.VolumeDecision.RemoveFinalizer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VolumeDecisionTest {
    static Stream<Arguments> volumes() {
        return Stream.of(
                arguments("pending", volume("Pending"), new Nothing("its phase is Pending")),
                arguments("available", volume("Available"), new Nothing("its phase is Available")),
                arguments("bound", volume("Bound"), new Nothing("its phase is Bound")),
                arguments("failed", volume("Failed"), new DeleteUnclaimedImage()),
                arguments(
                        "failed, made available by hand",
                        volume("Failed").editSpec().withClaimRef(null).endSpec(),
                        new Nothing("it names no claim")),
                arguments(
                        "failed, with policy Retain",
                        retained(volume("Failed")),
                        new Nothing("its reclaim policy is not Delete")),
                arguments(
                        "bound, with the capacity before a growth",
                        volume("Bound")
                                .editMetadata()
                                .addToAnnotations(VolumeManifest.PRE_RESIZE_CAPACITY, "1Gi")
                                .endMetadata(),
                        new CheckGrowth()),
                arguments("released", volume("Released"), new DeleteImage()),
                arguments(
                        "released, with policy Retain",
                        retained(volume("Released")),
                        new Nothing("its reclaim policy is not Delete")),
                arguments(
                        "released, of another provisioner",
                        by("a.b/c", volume("Released")),
                        nothing("it belongs to another provisioner")),
                arguments(
                        "released, of no provisioner",
                        by("", volume("Released")),
                        nothing("it belongs to another provisioner")),
                arguments(
                        "bound, terminating",
                        terminating(volume("Bound")),
                        nothing("it is being deleted, but its phase is Bound")),
                arguments(
                        "terminating with the finalizer of the CSI external-provisioner, whose name we have",
                        terminating(volume("Released"))
                                .editMetadata()
                                .withFinalizers(VolumeManifest.EXTERNAL_PROVISIONER_FINALIZER)
                                .endMetadata(),
                        new DeleteImage()),
                arguments("pending, terminating", terminating(volume("Pending")), new DeleteUnclaimedImage()),
                arguments("failed, terminating", terminating(volume("Failed")), new DeleteUnclaimedImage()),
                arguments(
                        "reserved by name for a claim that never came, terminating",
                        terminating(volume("Available")
                                .editSpec()
                                .editClaimRef()
                                .withUid(null)
                                .endClaimRef()
                                .endSpec()),
                        new RemoveFinalizer("the volume was never bound")),
                arguments("released, terminating", terminating(volume("Released")), new DeleteImage()),
                arguments(
                        "released, terminating, with policy Retain",
                        terminating(retained(volume("Released"))),
                        new RemoveFinalizer("the reclaim policy is not Delete")),
                arguments(
                        "bound, terminating, with policy Retain",
                        terminating(retained(volume("Bound"))),
                        new RemoveFinalizer("the reclaim policy is not Delete")),
                arguments(
                        "released, terminating, of another provisioner",
                        by("a.b/c", terminating(volume("Released"))),
                        nothing("it belongs to another provisioner")),
                arguments(
                        "never bound, terminating",
                        terminating(volume("Available")
                                .editSpec()
                                .withClaimRef(null)
                                .endSpec()),
                        new RemoveFinalizer("the volume was never bound")),
                arguments(
                        "released, terminating, without the finalizer",
                        terminating(volume("Released"))
                                .editMetadata()
                                .withFinalizers("kubernetes.io/pv-protection")
                                .endMetadata(),
                        nothing("it is being deleted and does not have the finalizer")));
    }

    @ParameterizedTest(name = "a volume that is {0}: {2}")
    @MethodSource("volumes")
    void decides(String name, PersistentVolumeBuilder volume, VolumeDecision action) {
        PersistentVolume built = volume.build();

        assertThat(VolumeDecision.of(built, PROVISIONER)).isEqualTo(action);
    }

    private static PersistentVolumeBuilder by(String provisioner, PersistentVolumeBuilder volume) {
        return volume.editMetadata()
                .withAnnotations(provisioner.isEmpty() ? Map.of() : Map.of(VolumeManifest.PROVISIONED_BY, provisioner))
                .endMetadata();
    }

    private static Nothing nothing(String reason) {
        return new Nothing(reason);
    }
}
