package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** By which the CSI external-provisioner finds the Secret when it deletes the volume. */
    private static final String DELETION_SECRET_NAME = "volume.kubernetes.io/provisioner-deletion-secret-name";

    private static final String DELETION_SECRET_NAMESPACE =
            "volume.kubernetes.io/provisioner-deletion-secret-namespace";

    private static final Map<String, String> PARAMETER_BY_ANNOTATION = Map.of(
            MONITORS, "monitors",
            POOL, "pool",
            ADMIN_ID, "adminId",
            ADMIN_SECRET_NAME, "adminSecretName",
            ADMIN_SECRET_NAMESPACE, "adminSecretNamespace",
            TRASH_RETENTION, "trashRetention");

    /** Without effect where the volume has our own annotations of its Secret. */
    private static final Map<String, String> DELETION_SECRET =
            Map.of(DELETION_SECRET_NAME, "adminSecretName", DELETION_SECRET_NAMESPACE, "adminSecretNamespace");

    private VolumeAnnotations() {}

    /**
     * The annotations of a new volume. A dynamic volume of ceph-csi has those of the CSI external-provisioner, and only what its
     * attributes and its Secret do not say.
     */
    static Map<String, String> annotations(VolumeSpec volume) {
        return volume.dynamic() == null ? all(volume) : ofDynamic(volume, volume.dynamic());
    }

    private static Map<String, String> ofDynamic(VolumeSpec volume, DynamicVolume dynamic) {
        ClusterParameters cluster = volume.parameters().cluster();
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(DELETION_SECRET_NAME, cluster.adminSecret().name().value());
        annotations.put(
                DELETION_SECRET_NAMESPACE, cluster.adminSecret().namespace().value());
        if (dynamic.monitors() != null) {
            annotations.put(MONITORS, dynamic.monitors().joined());
        }
        if (cluster.user() != null) {
            annotations.put(ADMIN_ID, cluster.user().value());
        }
        return withRetention(annotations, volume);
    }

    private static Map<String, String> all(VolumeSpec volume) {
        ClusterParameters cluster = volume.parameters().cluster();
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(MONITORS, cluster.monitors().joined());
        annotations.put(POOL, volume.image().pool().value());
        annotations.put(ADMIN_ID, volume.admin().value());
        annotations.put(ADMIN_SECRET_NAME, cluster.adminSecret().name().value());
        annotations.put(
                ADMIN_SECRET_NAMESPACE, cluster.adminSecret().namespace().value());
        return withRetention(annotations, volume);
    }

    private static Map<String, String> withRetention(Map<String, String> annotations, VolumeSpec volume) {
        if (volume.parameters().trashRetention() != null) {
            annotations.put(
                    TRASH_RETENTION, volume.parameters().trashRetention().toString());
        }
        return annotations;
    }

    /** The class parameters that are stored on the volume: in annotations, and the RADOS namespace in its source. */
    public static Map<String, String> parameters(PersistentVolume volume) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(volume.getMetadata().getAnnotations(), Map.of());
        Map<String, String> parameters = new LinkedHashMap<>();
        DELETION_SECRET.forEach((annotation, parameter) -> put(parameters, parameter, annotations.get(annotation)));
        PARAMETER_BY_ANNOTATION.forEach(
                (annotation, parameter) -> put(parameters, parameter, annotations.get(annotation)));
        parameters.putAll(new VolumeView(volume).sourceParameters());
        return parameters;
    }

    private static void put(Map<String, String> parameters, String parameter, @Nullable String value) {
        if (value != null) {
            parameters.put(parameter, value);
        }
    }
}
