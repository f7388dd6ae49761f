package io.rbdfunctions.reconcile.volume;

import static io.rbdfunctions.kubernetes.manifest.SampleObjects.OURS;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.retained;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.terminating;
import static io.rbdfunctions.kubernetes.manifest.SampleObjects.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.reconcile.volume.VolumeAction.DeleteImage;
import io.rbdfunctions.reconcile.volume.VolumeAction.LetGo;
import io.rbdfunctions.reconcile.volume.VolumeAction.Nothing;
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
                arguments("failed", volume("Failed"), new Nothing("its phase is Failed")),
                arguments("released", volume("Released"), new DeleteImage()),
                arguments("released, to retain", retained(volume("Released")), new Nothing("it is to be retained")),
                arguments("released, another's", by("a.b/c", volume("Released")), nothing("it was not made by us")),
                arguments("released, nobody's", by("", volume("Released")), nothing("it was not made by us")),
                arguments(
                        "bound, terminating",
                        terminating(volume("Bound")),
                        nothing("it is being deleted, and still Bound")),
                arguments(
                        "pending, terminating",
                        terminating(volume("Pending")),
                        nothing("it is being deleted, and still Pending")),
                arguments("released, terminating", terminating(volume("Released")), new DeleteImage()),
                arguments(
                        "released, terminating, to retain",
                        terminating(retained(volume("Released"))),
                        new LetGo("its image is retained")),
                arguments(
                        "bound, terminating, to retain",
                        terminating(retained(volume("Bound"))),
                        new LetGo("its image is retained")),
                arguments(
                        "released, terminating, another's",
                        by("a.b/c", terminating(volume("Released"))),
                        nothing("it was not made by us")),
                arguments(
                        "never bound, terminating",
                        terminating(volume("Available")
                                .editSpec()
                                .withClaimRef(null)
                                .endSpec()),
                        new LetGo("it was never bound")),
                arguments(
                        "released, terminating, without our finalizer",
                        terminating(volume("Released"))
                                .editMetadata()
                                .withFinalizers("kubernetes.io/pv-protection")
                                .endMetadata(),
                        nothing("it is being deleted, and nothing is left for us to do")));
    }

    @ParameterizedTest(name = "a volume that is {0}: {2}")
    @MethodSource("volumes")
    void decides(String name, PersistentVolumeBuilder volume, VolumeAction action) {
        PersistentVolume built = volume.build();

        assertThat(VolumeDecision.of(built, OURS)).isEqualTo(action);
    }

    private static PersistentVolumeBuilder by(String provisioner, PersistentVolumeBuilder volume) {
        return volume.editMetadata()
                .withAnnotations(provisioner.isEmpty() ? Map.of() : Map.of(VolumeManifest.PROVISIONED_BY, provisioner))
                .endMetadata();
    }

    private static Nothing nothing(String why) {
        return new Nothing(why);
    }
}
