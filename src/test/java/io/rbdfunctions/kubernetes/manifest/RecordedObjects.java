package io.rbdfunctions.kubernetes.manifest;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The objects that a real ceph-csi and a real API server left behind, step by step. */
public final class RecordedObjects {
    private RecordedObjects() {}

    /** The objects after a step, such as {@code 01-two-claims}. */
    public static List<HasMetadata> after(String step) {
        String resource = "/ceph-csi/%s.objects.yaml".formatted(step);
        try (InputStream file = requireNonNull(RecordedObjects.class.getResourceAsStream(resource), resource)) {
            return new KubernetesSerialization().unmarshal(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static PersistentVolume volumeOf(String step, String claim) {
        return after(step).stream()
                .filter(PersistentVolume.class::isInstance)
                .map(PersistentVolume.class::cast)
                .filter(volume -> claim.equals(volume.getSpec().getClaimRef().getName()))
                .findFirst()
                .orElseThrow();
    }
}
