package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written on a volume about where its image came from, in the words of the class parameters: a volume must stay
 * deletable when its class is gone. Never a key, only where the key is.
 */
public final class VolumeAnnotations {
    private static final String PREFIX = "rbdfunctions.io/";

    static final String ADMIN_ID = PREFIX + "admin-id";

    /** Class parameters by the annotation that keeps them. */
    private static final Map<String, String> KEPT = kept();

    private VolumeAnnotations() {}

    private static Map<String, String> kept() {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put(PREFIX + "monitors", "monitors");
        kept.put(PREFIX + "pool", "pool");
        kept.put(ADMIN_ID, "adminId");
        kept.put(PREFIX + "admin-secret-name", "adminSecretName");
        kept.put(PREFIX + "admin-secret-namespace", "adminSecretNamespace");
        kept.put(PREFIX + "trash-retention", "trashRetention");
        return Collections.unmodifiableMap(kept);
    }

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

    /** The class parameters that the volume keeps; empty when it was made without. */
    public static Map<String, String> parameters(PersistentVolume volume) {
        Map<String, String> annotations = volume.getMetadata().getAnnotations();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (annotations != null) {
            KEPT.forEach((annotation, parameter) -> {
                String value = annotations.get(annotation);
                if (value != null) {
                    parameters.put(parameter, value);
                }
            });
        }
        return parameters;
    }
}
