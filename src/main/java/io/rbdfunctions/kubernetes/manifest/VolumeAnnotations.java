package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Annotations that store class parameters on a volume, so that it can be deleted after its class was deleted. They name
 * the Secret of the key and never contain the key itself.
 */
public final class VolumeAnnotations {
    static final String ADMIN_ID = "rbdfunctions.io/admin-id";

    private static final String MONITORS = "rbdfunctions.io/monitors";
    private static final String POOL = "rbdfunctions.io/pool";
    private static final String ADMIN_SECRET_NAME = "rbdfunctions.io/admin-secret-name";
    private static final String ADMIN_SECRET_NAMESPACE = "rbdfunctions.io/admin-secret-namespace";
    private static final String TRASH_RETENTION = "rbdfunctions.io/trash-retention";

    private static final Map<String, String> PARAMETER_BY_ANNOTATION = Map.of(
            MONITORS, "monitors",
            POOL, "pool",
            ADMIN_ID, "adminId",
            ADMIN_SECRET_NAME, "adminSecretName",
            ADMIN_SECRET_NAMESPACE, "adminSecretNamespace",
            TRASH_RETENTION, "trashRetention");

    private VolumeAnnotations() {}

    static Map<String, String> annotations(VolumeSpec volume) {
        ClusterParameters cluster = volume.parameters().cluster();
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(MONITORS, cluster.monitors().joined());
        annotations.put(POOL, volume.image().pool().value());
        annotations.put(ADMIN_ID, volume.admin().value());
        annotations.put(ADMIN_SECRET_NAME, cluster.adminSecret().name().value());
        annotations.put(
                ADMIN_SECRET_NAMESPACE, cluster.adminSecret().namespace().value());
        if (volume.parameters().trashRetention() != null) {
            annotations.put(
                    TRASH_RETENTION, volume.parameters().trashRetention().toString());
        }
        return annotations;
    }

    /** The class parameters that are stored on the volume. */
    public static Map<String, String> parameters(PersistentVolume volume) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(volume.getMetadata().getAnnotations(), Map.of());
        return PARAMETER_BY_ANNOTATION.entrySet().stream()
                .filter(entry -> annotations.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getValue, entry -> annotations.get(entry.getKey())));
    }
}
