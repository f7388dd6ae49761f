package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads VolumeSnapshots. */
@Singleton
public record VolumeSnapshots(KubernetesClient client) {
    /**
     * Reads a snapshot. Empty, too, if the cluster does not have the kind.
     *
     * @throws ApiException if the API server fails
     */
    public Optional<VolumeSnapshotView> find(ObjectKey key) {
        var one = client.genericKubernetesResources(SnapshotKinds.SNAPSHOTS)
                .inNamespace(key.namespace().value())
                .withName(key.name().value());
        return ApiCalls.find("get VolumeSnapshot " + key, one::get).map(VolumeSnapshotView::new);
    }
}
