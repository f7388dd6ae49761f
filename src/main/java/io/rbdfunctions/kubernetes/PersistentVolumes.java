package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls for PersistentVolumes. Every method throws {@link ApiException} if the API server fails. Methods that change an
 * object throw {@link StaleObjectException} if it has changed since it was read, {@code page} if the token has expired.
 */
@Singleton
public record PersistentVolumes(KubernetesClient client, Patcher patcher) {
    private static final String PRE_RESIZE =
            "/metadata/annotations/" + VolumeManifest.PRE_RESIZE_CAPACITY.replace("/", "~1");
    private static final Set<String> FINALIZERS = Set.of(
            VolumeManifest.FINALIZER, VolumeManifest.EXTERNAL_PROVISIONER_FINALIZER, VolumeManifest.IN_TREE_FINALIZER);

    /** Whether there is an API server to ask, be it reachable or not. */
    public boolean isServed() {
        return ApiCalls.isConfigured(client);
    }

    public Optional<PersistentVolume> find(ObjectName name) {
        return ApiCalls.find("get PersistentVolume " + name, at(name.value())::get);
    }

    /** Returns false if a volume of this name exists. */
    public boolean create(PersistentVolume volume) {
        try {
            client.persistentVolumes().resource(volume).create();
            return true;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == 409) {
                return false;
            }
            throw ApiException.of(
                    "create PersistentVolume " + volume.getMetadata().getName(), failure);
        }
    }

    /**
     * Sets the capacity.
     *
     * @param before the previous capacity, which kubelet needs to expand the file system; null for a block device
     */
    public void patchCapacity(PersistentVolume read, Capacity capacity, @Nullable String before) {
        Map<String, Object> fields = new HashMap<>(Map.of("/spec/capacity", Map.of("storage", capacity.quantity())));
        if (before != null) {
            fields.put(PRE_RESIZE, before);
        }
        patch(read, fields);
    }

    public void patchAttributesClass(PersistentVolume read, ObjectName attributesClass) {
        patch(read, Map.of("/spec/volumeAttributesClassName", attributesClass.value()));
    }

    /** Marks the volume for deletion. It exists until {@link #dropFinalizer}. */
    public void delete(PersistentVolume read) {
        String name = read.getMetadata().getName();
        ApiCalls.call(
                "delete PersistentVolume " + name,
                () -> at(name).lockResourceVersion(read.getMetadata().getResourceVersion())
                        .delete());
    }

    /** Removes the note of the capacity before a growth. */
    public void dropPreResizeCapacity(PersistentVolume read) {
        Map<String, String> annotations = new HashMap<>(read.getMetadata().getAnnotations());
        annotations.remove(VolumeManifest.PRE_RESIZE_CAPACITY);
        patch(read, Map.of("/metadata/annotations", annotations));
    }

    /** Removes our finalizer, that of the CSI external-provisioner, and the one by which the controller manager waited for the in-tree plugin. */
    public void dropFinalizer(PersistentVolume read) {
        dropFinalizers(read, FINALIZERS);
    }

    /** Removes one finalizer, of another component. */
    public void dropFinalizer(PersistentVolume read, String finalizer) {
        dropFinalizers(read, Set.of(finalizer));
    }

    private void dropFinalizers(PersistentVolume read, Set<String> finalizers) {
        List<String> others = read.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizers.contains(finalizer))
                .toList();
        patch(read, Map.of("/metadata/finalizers", others));
    }

    public Page<PersistentVolume> page(int limit, @Nullable String token) {
        return Page.read("list PersistentVolumes", client.persistentVolumes(), limit, token);
    }

    private void patch(PersistentVolume read, Map<String, ?> fields) {
        patcher.patch("api/v1/persistentvolumes/" + read.getMetadata().getName(), read, fields, PersistentVolume.class);
    }

    private Resource<PersistentVolume> at(String name) {
        return client.persistentVolumes().withName(name);
    }
}
