package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.support.ceph.KeyEncodings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What must hold after every fault, whatever it was. */
record InvariantCheck(FaultEnvironment faultEnvironment) {
    void holds(ClaimWorkload claimWorkload) {
        assertThat(claimWorkload.isDone()).as(claimWorkload.toString()).isTrue();
        everyVolumeHasItsImageAndNoOtherIsThere();
        nothingIsInTheTrash();
        noCommandIsLeft();
        theKeyIsNowhere();
    }

    private void everyVolumeHasItsImageAndNoOtherIsThere() {
        assertThat(faultEnvironment.ceph().images(faultEnvironment.cluster().pool()))
                .as("images, by their volumes")
                .containsExactlyInAnyOrderElementsOf(faultEnvironment.cluster().volumes().stream()
                        .map(InvariantCheck::imageOf)
                        .toList());
    }

    private static String imageOf(PersistentVolume volume) {
        return Objects.requireNonNull(volume.getSpec().getRbd()).getImage();
    }

    private void nothingIsInTheTrash() {
        assertThat(faultEnvironment.ceph()
                        .rbd("trash", "ls", "--pool", faultEnvironment.cluster().pool())
                        .orFail()
                        .stdout())
                .as("trash")
                .isEmpty();
    }

    /** Those of a function that was killed end by their own timeouts. */
    private void noCommandIsLeft() {
        await("the end of all commands")
                .atMost(Duration.ofSeconds(30))
                .until(() -> LeftoverFinder.commands(faultEnvironment.ceph()).isEmpty());
        assertThat(faultEnvironment.function().hasChildren()).as("children").isFalse();
    }

    /** Not in the log, an answer, or a file of temporary ones; not in what the API server keeps; in no argument list. */
    private void theKeyIsNowhere() {
        List<String> keys = KeyEncodings.of(faultEnvironment.ceph().adminKey(), faultEnvironment.ceph().userKey());
        assertThat(LeftoverFinder.filesWith(faultEnvironment.directory(), keys))
                .as("files with a key")
                .isEmpty();
        assertThat(faultEnvironment.processes().hits()).as("argument lists with a key").isEmpty();
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            assertThat(Stream.of(
                                    client.persistentVolumes().list(),
                                    client.persistentVolumeClaims()
                                            .inAnyNamespace()
                                            .list(),
                                    client.v1().events().inAnyNamespace().list(),
                                    client.storage().v1().storageClasses().list())
                            .map(Serialization::asJson))
                    .as("objects with a key")
                    .noneMatch(text -> keys.stream().anyMatch(text::contains));
        }
    }
}
