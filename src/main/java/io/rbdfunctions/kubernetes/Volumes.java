package io.rbdfunctions.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The volumes. Every method may throw {@link ApiException}; those that take an object as it was read may throw
 * {@link StaleObjectException}.
 */
@Singleton
public final class Volumes {
    private static final String PRE_RESIZE = "volume.alpha.kubernetes.io/pre-resize-capacity";

    private final KubernetesClient client;

    Volumes(KubernetesClient client) {
        this.client = client;
    }

    public Optional<PersistentVolume> find(ObjectName name) {
        return Calls.call(
                "get PersistentVolume " + name,
                () -> Optional.ofNullable(at(name.value()).get()));
    }

    /** Creates the volume; false when there is one of the name. */
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
     * Says that the volume holds more.
     *
     * @param before what it held, to be kept until a node has grown the file system; null for a block device
     */
    public void patchCapacity(PersistentVolume read, Capacity capacity, @Nullable String before) {
        ObjectNode patch = Calls.patchOf(read);
        if (before != null) {
            patch.withObject("/metadata/annotations").put(PRE_RESIZE, before);
        }
        patch.withObject("/spec/capacity").put("storage", capacity.quantity());
        patch(read, patch);
    }

    /** Deletes the volume, which its finalizer keeps until {@link #dropFinalizer}. */
    public void delete(PersistentVolume read) {
        Calls.call(
                "delete PersistentVolume " + read.getMetadata().getName(),
                () -> at(read.getMetadata().getName())
                        .lockResourceVersion(read.getMetadata().getResourceVersion())
                        .delete());
    }

    /** Lets go of the volume. */
    public void dropFinalizer(PersistentVolume read) {
        ObjectNode patch = Calls.patchOf(read);
        ArrayNode others = patch.withArray("/metadata/finalizers");
        read.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(VolumeManifest.FINALIZER))
                .forEach(others::add);
        patch(read, patch);
    }

    /** A page of the volumes; an old token throws {@link StaleObjectException}. */
    public Page<PersistentVolume> page(int limit, @Nullable String token) {
        return Calls.call(
                "list PersistentVolumes",
                () -> Page.of(client.persistentVolumes()
                        .list(new ListOptionsBuilder()
                                .withLimit((long) limit)
                                .withContinue(token)
                                .build())));
    }

    private void patch(PersistentVolume read, ObjectNode patch) {
        Calls.call(
                "patch PersistentVolume " + read.getMetadata().getName(),
                () -> at(read.getMetadata().getName()).patch(Calls.MERGE, patch.toString()));
    }

    private Resource<PersistentVolume> at(String name) {
        return client.persistentVolumes().withName(name);
    }
}
