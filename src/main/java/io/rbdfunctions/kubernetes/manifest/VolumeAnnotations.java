package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Annotations that store class parameters on a volume, so that it can be deleted after its class was deleted. They name
 * the Secret of the key and never contain the key itself.
 */
public final class VolumeAnnotations {
    private static final String PREFIX = "rbdfunctions.io/";

    static final String ADMIN_ID = PREFIX + "admin-id";

    private static final Map<String, String> PARAMETER_BY_ANNOTATION = Map.of(
            PREFIX + "monitors", "monitors",
            PREFIX + "pool", "pool",
            ADMIN_ID, "adminId",
            PREFIX + "admin-secret-name", "adminSecretName",
            PREFIX + "admin-secret-namespace", "adminSecretNamespace",
            PREFIX + "trash-retention", "trashRetention");

    private VolumeAnnotations() {}

    static Map<String, String> annotations(VolumeSpec volume) {
        ClusterParameters cluster = volume.parameters().cluster();
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(PREFIX + "monitors", cluster.monitors().joined());
        annotations.put(PREFIX + "pool", cluster.pool().value());
        annotations.put(ADMIN_ID, volume.admin().value());
        annotations.put(
                PREFIX + "admin-secret-name", cluster.adminSecret().name().value());
        annotations.put(
                PREFIX + "admin-secret-namespace",
                cluster.adminSecret().namespace().value());
        if (volume.parameters().trashRetention() != null) {
            annotations.put(
                    PREFIX + "trash-retention",
                    volume.parameters().trashRetention().toString());
        }
        return annotations;
    }

    /** The class parameters that are stored on the volume. */
    public static Map<String, String> parameters(PersistentVolume volume) {
        Map<String, String> annotations = volume.getMetadata().getAnnotations();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (annotations != null) {
            PARAMETER_BY_ANNOTATION.forEach((annotation, parameter) -> {
                String value = annotations.get(annotation);
                if (value != null) {
                    parameters.put(parameter, value);
                }
            });
        }
        return parameters;
    }
}
