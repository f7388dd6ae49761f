package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads VolumeSnapshotClasses. */
@Singleton
public record SnapshotClasses(KubernetesClient client) {
    /** A VolumeSnapshotClass, as far as a driver needs it. */
    public record SnapshotClass(String driver, Map<String, String> parameters) {
        public SnapshotClass {
            parameters = Map.copyOf(parameters);
        }

        /** Reads the fields that are there. */
        public static SnapshotClass of(GenericKubernetesResource object) {
            Map<String, String> parameters = new HashMap<>();
            if (object.get("parameters") instanceof Map<?, ?> given) {
                given.forEach((key, value) -> parameters.put(String.valueOf(key), String.valueOf(value)));
            }
            return new SnapshotClass(Objects.toString(object.get("driver"), ""), parameters);
        }
    }

    /**
     * The names of the classes of a driver.
     *
     * @throws ApiException if the API server fails
     * @throws StaleObjectException if the cluster does not have the kind
     */
    public List<String> namesOf(String driver) {
        return ApiCalls.call(
                "list VolumeSnapshotClasses",
                () -> client.genericKubernetesResources(SnapshotKinds.CLASSES).list().getItems().stream()
                        .filter(found -> driver.equals(SnapshotClass.of(found).driver()))
                        .map(found -> found.getMetadata().getName())
                        .sorted()
                        .toList());
    }

    /**
     * Reads a class.
     *
     * @throws ApiException if the API server fails
     */
    public Optional<SnapshotClass> find(ObjectName name) {
        var one = client.genericKubernetesResources(SnapshotKinds.CLASSES).withName(name.value());
        return ApiCalls.find("get VolumeSnapshotClass " + name, one::get).map(SnapshotClass::of);
    }
}
