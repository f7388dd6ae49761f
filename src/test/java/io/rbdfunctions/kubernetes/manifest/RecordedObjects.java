package io.rbdfunctions.kubernetes.manifest;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The objects that a real ceph-csi and a real API server left behind, step by step. */
public final class RecordedObjects {
    private RecordedObjects() {}

    /** The volume of a claim after a step, such as {@code 01-two-claims}. */
    public static PersistentVolume volumeOf(String step, String claim) {
        return Stream.of(text(step).split("(?m)^---$"))
                .filter(document -> document.contains("kind: PersistentVolume\n"))
                .map(document -> Serialization.unmarshal(document, PersistentVolume.class))
                .filter(volume -> claim.equals(volume.getSpec().getClaimRef().getName()))
                .findFirst()
                .orElseThrow();
    }

    /** The content of the snapshot after a step, such as {@code 03-snapshot}. */
    public static GenericKubernetesResource contentOf(String step) {
        return Stream.of(text(step).split("(?m)^---$"))
                .filter(document -> document.contains("\nkind: VolumeSnapshotContent\n"))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String step) {
        String resource = "/ceph-csi/%s.objects.yaml".formatted(step);
        try (InputStream file = requireNonNull(RecordedObjects.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
