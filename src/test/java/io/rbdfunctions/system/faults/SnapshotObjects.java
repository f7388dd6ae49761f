package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.support.cluster.SnapshotController;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The VolumeSnapshotContents of an environment, and what Ceph must have for them. */
final class SnapshotObjects implements AutoCloseable {
    private final KubernetesClient client = new KubernetesClientBuilder().build();
    private final SnapshotController controller;

    SnapshotObjects(String namespace) {
        controller = new SnapshotController(client, namespace);
    }

    SnapshotController controller() {
        return controller;
    }

    Stream<String> images() {
        return uids().map(uid -> "csi-snap-" + uid);
    }

    /** The directory that the journal must have. */
    Map<String, String> directory() {
        Map<String, String> directory = new TreeMap<>();
        uids().forEach(uid -> directory.put("csi.snap.snapshot-" + uid, uid));
        return directory;
    }

    private Stream<String> uids() {
        return contents().stream().map(content -> {
            String name = content.getMetadata().getName();
            // A VolumeSnapshot that is made later has another uid.
            return name.substring(name.length() - 36);
        });
    }

    private List<GenericKubernetesResource> contents() {
        return client.genericKubernetesResources(SnapshotKinds.CONTENTS).list().getItems();
    }

    boolean isReady(GenericKubernetesResource content) {
        SnapshotContentView view = controller.view(content);
        return view.isReady() && !view.isBeingCreated();
    }

    boolean isClone(PersistentVolume volume) {
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(volume.getSpec().getClaimRef().getNamespace())
                .withName(volume.getSpec().getClaimRef().getName())
                .get();
        if (claim == null) {
            return false;
        }
        TypedLocalObjectReference source = claim.getSpec().getDataSource();
        return source != null && source.getKind().equals("PersistentVolumeClaim");
    }

    @Override
    public void close() {
        controller.close();
        client.close();
    }
}
