package io.rbdfunctions.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class VolumeSummaryTest {
    @Test
    void listsWhatMatchesAndCountsAll() {
        VolumeSummary summary = new VolumeSummary(volume -> volume.phase().equals("Bound"));
        summary.add(volume("pvc-2", "Bound", "shop"));
        summary.add(volume("pvc-1", "Bound", "ml"));
        summary.add(volume("pvc-3", "Released", "shop"));

        assertThat(summary.entries(List.of("pvc-1", "pvc-3")))
                .extracting(VolumeEntry::name, VolumeEntry::state, VolumeEntry::namespace)
                .containsExactly(Tuple.tuple("pvc-1", "ImageMissing", "ml"), Tuple.tuple("pvc-2", "Bound", "shop"));
        assertThat(summary.usage())
                .containsExactly(new ClassUsage("rbd", "kube", 3, 3L << 30, Map.of("Bound", 2, "Released", 1)));
        assertThat(summary.namespaces())
                .containsExactly(new NamespaceTotal("shop", 2, 2L << 30), new NamespaceTotal("ml", 1, 1L << 30));
    }

    @Test
    void knowsWhenAVolumeWasCreated() {
        VolumeSummary summary = new VolumeSummary(_ -> true);
        summary.add(volume("pvc-1", "Bound", "shop"));

        assertThat(summary.entries(List.of()).getFirst().created()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
    }

    @Test
    void listsNoMoreThanTheLimit() {
        VolumeSummary summary = new VolumeSummary(_ -> true);
        IntStream.range(0, StatusReport.MAX_VOLUMES + 3)
                .forEach(number -> summary.add(volume("pvc-" + number, "Bound", "shop")));

        assertThat(summary.entries(List.of())).hasSize(StatusReport.MAX_VOLUMES);
        assertThat(summary.omitted()).isEqualTo(3);
        assertThat(summary.namespaces().getFirst().volumes()).isEqualTo(StatusReport.MAX_VOLUMES + 3);
    }

    private static PersistentVolume volume(String name, String phase, String namespace) {
        return SampleObjects.volume(phase)
                .editMetadata()
                .withName(name)
                .withCreationTimestamp("2026-11-24T12:00:00Z")
                .endMetadata()
                .editSpec()
                .editClaimRef()
                .withNamespace(namespace)
                .endClaimRef()
                .endSpec()
                .build();
    }
}
