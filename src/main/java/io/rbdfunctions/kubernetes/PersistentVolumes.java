package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The volumes. Every method may throw {@link ApiException}; those that take an object as it was read may throw
 * {@link StaleObjectException}.
 */
@Singleton
public final class PersistentVolumes {
    private static final String PRE_RESIZE = "volume.alpha.kubernetes.io/pre-resize-capacity";

    private final KubernetesClient client;
    private final Patcher patcher;

    PersistentVolumes(KubernetesClient client, Patcher patcher) {
        this.client = client;
        this.patcher = patcher;
    }

    public Optional<PersistentVolume> find(ObjectName name) {
        return ApiCalls.call(
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
        Patch patch = Patch.of(read).set("/spec/capacity", Map.of("storage", capacity.quantity()));
        if (before != null) {
            patch.set("/metadata/annotations/" + PRE_RESIZE.replace("/", "~1"), before);
        }
        patch(read, patch);
    }

    /** Deletes the volume, which its finalizer keeps until {@link #dropFinalizer}. */
    public void delete(PersistentVolume read) {
        ApiCalls.call(
                "delete PersistentVolume " + read.getMetadata().getName(),
                () -> at(read.getMetadata().getName())
                        .lockResourceVersion(read.getMetadata().getResourceVersion())
                        .delete());
    }

    /** Lets go of the volume. */
    public void dropFinalizer(PersistentVolume read) {
        List<String> others = read.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(VolumeManifest.FINALIZER))
                .toList();
        patch(read, Patch.of(read).set("/metadata/finalizers", others));
    }

    /** A page of the volumes; an old token throws {@link StaleObjectException}. */
    public Page<PersistentVolume> page(int limit, @Nullable String token) {
        return ApiCalls.call(
                "list PersistentVolumes",
                () -> Page.of(client.persistentVolumes()
                        .list(new ListOptionsBuilder()
                                .withLimit((long) limit)
                                .withContinue(token)
                                .build())));
    }

    private void patch(PersistentVolume read, Patch patch) {
        patcher.patch("api/v1/persistentvolumes/" + read.getMetadata().getName(), patch);
    }

    private Resource<PersistentVolume> at(String name) {
        return client.persistentVolumes().withName(name);
    }
}
