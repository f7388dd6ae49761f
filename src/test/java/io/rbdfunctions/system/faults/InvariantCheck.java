package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.support.ceph.KeyEncodings;
import io.rbdfunctions.support.ceph.Omaps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The invariants after every fault. */
record InvariantCheck(FaultEnvironment environment) {
    void assertHolds(Workload workload) {
        assertThat(workload.isDone()).as(workload.toString()).isTrue();
        imagesMatchVolumes();
        journalMatchesVolumes();
        trashIsEmpty();
        noCommandIsRunning();
        keyIsNotExposed();
    }

    private void imagesMatchVolumes() {
        assertThat(environment.ceph().images(environment.cluster().pool()))
                .as("images compared with volumes")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(imagesOfVolumes(), environment.snapshots().images())
                                .toList());
    }

    /** A cloned volume has another image, between its own and that of its source. */
    private Stream<String> imagesOfVolumes() {
        return environment.cluster().volumes().stream()
                .flatMap(volume -> environment.snapshots().isClone(volume)
                        ? Stream.of(imageOf(volume), imageOf(volume) + "-temp")
                        : Stream.of(imageOf(volume)));
    }

    private static String imageOf(PersistentVolume volume) {
        return new VolumeView(volume).image().orElseThrow();
    }

    private void journalMatchesVolumes() {
        Omaps journal = Omaps.of(environment.ceph(), environment.cluster().pool());
        Map<String, String> directory = new TreeMap<>();
        environment
                .cluster()
                .volumes()
                .forEach(volume -> new VolumeView(volume)
                        .dynamicHandle()
                        .ifPresent(handle -> directory.put(
                                "csi.volume." + volume.getMetadata().getName(),
                                handle.uuid().value())));
        assertThat(journal.objects("csi.volume."))
                .as("objects of the journal")
                .isEqualTo(directory.values().stream()
                        .map(uuid -> "csi.volume." + uuid)
                        .sorted()
                        .toList());
        if (!journal.objects("csi.volumes.").isEmpty()) {
            assertThat(journal.of("csi.volumes.default"))
                    .as("directory of the journal")
                    .isEqualTo(directory);
        }
        directory
                .values()
                .forEach(uuid -> assertThat(journal.of("csi.volume." + uuid))
                        .containsKeys("csi.volname", "csi.imagename", "csi.imageid"));
        journalMatchesSnapshots(journal);
    }

    private void journalMatchesSnapshots(Omaps journal) {
        Map<String, String> directory = environment.snapshots().directory();
        assertThat(journal.objects("csi.snap."))
                .as("objects of the journal of snapshots")
                .isEqualTo(directory.values().stream()
                        .map(uuid -> "csi.snap." + uuid)
                        .sorted()
                        .toList());
        if (!journal.objects("csi.snaps.").isEmpty()) {
            assertThat(journal.of("csi.snaps.default"))
                    .as("directory of the journal of snapshots")
                    .isEqualTo(directory);
        }
        directory
                .values()
                .forEach(uuid -> assertThat(journal.of("csi.snap." + uuid))
                        .containsKeys("csi.snapname", "csi.imagename", "csi.imageid", "csi.source"));
    }

    private void trashIsEmpty() {
        assertThat(environment
                        .ceph()
                        .rbd("trash", "ls", "--pool", environment.cluster().pool())
                        .orFail()
                        .stdout())
                .as("trash")
                .isEmpty();
    }

    /** The commands of a killed function end by their own timeouts. */
    private void noCommandIsRunning() {
        await("the end of all commands")
                .atMost(Duration.ofSeconds(30))
                .until(() -> LeftoverFinder.commands(environment.ceph()).isEmpty());
        assertThat(environment.function().hasChildren()).as("children").isFalse();
    }

    /** The key is not in the log, an answer, a temporary file, an object of the API server or a list of arguments. */
    private void keyIsNotExposed() {
        List<String> keys = KeyEncodings.of(
                environment.ceph().adminKey(), environment.ceph().userKey());
        assertThat(LeftoverFinder.filesWith(environment.directory(), keys))
                .as("files with a key")
                .isEmpty();
        assertThat(environment.processes().hits())
                .as("argument lists with a key")
                .isEmpty();
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
