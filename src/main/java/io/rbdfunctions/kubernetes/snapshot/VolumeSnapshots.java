package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Calls for VolumeSnapshots. Every method throws {@link ApiException} if the API server fails. */
@Singleton
public record VolumeSnapshots(KubernetesClient client) {
    /** Reads a snapshot. Empty, too, if the cluster does not have the kind. */
    public Optional<VolumeSnapshotView> find(ObjectKey key) {
        var one = in(key.namespace()).withName(key.name().value());
        return ApiCalls.find("get VolumeSnapshot " + key, one::get).map(VolumeSnapshotView::new);
    }

    /**
     * The snapshots of a namespace that have a label.
     *
     * @throws StaleObjectException if the cluster does not have the kind
     */
    public List<VolumeSnapshotView> labelled(ObjectName namespace, String label, String value) {
        return ApiCalls.call(
                "list VolumeSnapshots in " + namespace,
                () -> in(namespace).withLabel(label, value).list().getItems().stream()
                        .map(VolumeSnapshotView::new)
                        .toList());
    }

    /**
     * Creates a snapshot.
     *
     * @throws StaleObjectException if there is one of its name
     */
    public void create(GenericKubernetesResource snapshot) {
        ObjectKey key = ObjectKey.of(
                snapshot.getMetadata().getNamespace(), snapshot.getMetadata().getName());
        var _ = ApiCalls.call(
                "create VolumeSnapshot " + key,
                () -> in(key.namespace()).resource(snapshot).create());
    }

    /**
     * Deletes a snapshot.
     *
     * @throws StaleObjectException if it has changed since it was read, or is gone
     */
    public void delete(VolumeSnapshotView read) {
        var one =
                in(new ObjectName(read.snapshot().getMetadata().getNamespace())).withName(read.name());
        var _ = ApiCalls.call(
                "delete VolumeSnapshot " + read.name(),
                () -> one.lockResourceVersion(read.snapshot().getMetadata().getResourceVersion())
                        .delete());
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(ObjectName namespace) {
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(SnapshotKinds.SNAPSHOTS);
        return all.inNamespace(namespace.value());
    }
}
