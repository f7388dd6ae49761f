package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot-controller, for a server without it: makes and deletes VolumeSnapshotContents as the recorded one does. The
 * VolumeSnapshots themselves are not needed.
 */
public final class SnapshotController {
    private static final String PREFIX = "snapshot.storage.kubernetes.io/";
    private static final String FINALIZER = PREFIX + "volumesnapshotcontent-bound-protection";

    private final KubernetesClient client;
    private final String namespace;
    private final String snapshotClass = "snap-" + UUID.randomUUID();

    /** @param namespace of the VolumeSnapshots and of the Secret */
    public SnapshotController(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Whether the server has the snapshot API. The mock has every kind. */
    public static boolean isServed(KubernetesClient client) {
        try {
            client.genericKubernetesResources(SnapshotKinds.CONTENTS).list();
            return true;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == 404) {
                return false;
            }
            throw failure;
        }
    }

    /** Makes the class of the snapshots, whose Secret is that of the tests. */
    public void makeClass(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(Map.of(
                "csi.storage.k8s.io/snapshotter-secret-name",
                "ceph-admin",
                "csi.storage.k8s.io/snapshotter-secret-namespace",
                namespace));
        all.putAll(parameters);
        client.genericKubernetesResources(SnapshotKinds.CLASSES)
                .resource(object("VolumeSnapshotClass", snapshotClass)
                        .addToAdditionalProperties("driver", ApiServer.PROVISIONER)
                        .addToAdditionalProperties("deletionPolicy", "Delete")
                        .addToAdditionalProperties("parameters", all)
                        .build())
                .create();
    }

    public String className() {
        return snapshotClass;
    }

    public void deleteClass() {
        client.genericKubernetesResources(SnapshotKinds.CLASSES)
                .withName(snapshotClass)
                .delete();
    }

    /** Makes the content of a new VolumeSnapshot of the volume. */
    public GenericKubernetesResource snapshot(PersistentVolume volume) {
        String uid = UUID.randomUUID().toString();
        String handle = volume.getSpec().getCsi().getVolumeHandle();
        return make("snapcontent-" + uid, "snap-" + uid, uid, Map.of("volumeHandle", handle));
    }

    /** Makes the content of a VolumeSnapshot that somebody has made. */
    public GenericKubernetesResource contentOf(GenericKubernetesResource snapshot, PersistentVolume volume) {
        String uid = snapshot.getMetadata().getUid();
        String handle = volume.getSpec().getCsi().getVolumeHandle();
        return make("snapcontent-" + uid, snapshot.getMetadata().getName(), uid, Map.of("volumeHandle", handle));
    }

    /** Makes the VolumeSnapshot of a content, in the state that the content is in, and returns its name. */
    public String bind(GenericKubernetesResource content) {
        SnapshotContentView view = view(content);
        Map<String, Object> status = new HashMap<>(Map.of(
                "boundVolumeSnapshotContentName", content.getMetadata().getName(), "readyToUse", view.isReady()));
        Object size = now(content).get("status", "restoreSize");
        if (size != null) {
            status.put("restoreSize", size.toString());
        }
        var snapshots =
                client.genericKubernetesResources(SnapshotKinds.SNAPSHOTS).inNamespace(namespace);
        snapshots.withName(view.snapshotName()).delete();
        String source = content.getMetadata().getName();
        GenericKubernetesResource made = snapshots
                .resource(object("VolumeSnapshot", view.snapshotName())
                        .editMetadata()
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToAdditionalProperties(
                                "spec", Map.of("source", Map.of("volumeSnapshotContentName", source)))
                        .build())
                .create();
        made.setAdditionalProperty("status", status);
        GenericKubernetesResource bound = snapshots.resource(made).updateStatus();
        // The API server chooses the uid.
        client.genericKubernetesResources(SnapshotKinds.CONTENTS)
                .withName(content.getMetadata().getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"volumeSnapshotRef\":{\"uid\":\"%s\"}}}"
                                .formatted(bound.getMetadata().getUid()));
        return view.snapshotName();
    }

    /** Makes a content for a snapshot that exists. */
    public GenericKubernetesResource preProvisioned(String handle) {
        String uid = UUID.randomUUID().toString();
        return make("imported-" + uid, "snap-" + uid, uid, Map.of("snapshotHandle", handle));
    }

    private GenericKubernetesResource make(String name, String snapshotName, String uid, Map<String, String> source) {
        Map<String, Object> snapshot = Map.of(
                "apiVersion",
                SnapshotKinds.API_VERSION,
                "kind",
                "VolumeSnapshot",
                "namespace",
                namespace,
                "name",
                snapshotName,
                "uid",
                uid);
        return client.genericKubernetesResources(SnapshotKinds.CONTENTS)
                .resource(object(SnapshotKinds.CONTENT, name)
                        .editMetadata()
                        .withFinalizers(FINALIZER)
                        .addToAnnotations(PREFIX + "deletion-secret-name", "ceph-admin")
                        .addToAnnotations(PREFIX + "deletion-secret-namespace", namespace)
                        .endMetadata()
                        .addToAdditionalProperties(
                                "spec",
                                Map.of(
                                        "driver", ApiServer.PROVISIONER,
                                        "deletionPolicy", "Delete",
                                        "source", source,
                                        "volumeSnapshotClassName", snapshotClass,
                                        "volumeSnapshotRef", snapshot))
                        .build())
                .create();
    }

    /** Deletes the content as when the user has deleted the VolumeSnapshot, and returns it as it is then. */
    public GenericKubernetesResource delete(GenericKubernetesResource content) {
        var one = client.genericKubernetesResources(SnapshotKinds.CONTENTS)
                .withName(content.getMetadata().getName());
        one.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"annotations\":{\"%svolumesnapshot-being-deleted\":\"yes\"}}}".formatted(PREFIX));
        one.delete();
        return now(content);
    }

    public GenericKubernetesResource now(GenericKubernetesResource content) {
        return Objects.requireNonNull(find(content), "the content is gone");
    }

    public @Nullable GenericKubernetesResource find(GenericKubernetesResource content) {
        return client.genericKubernetesResources(SnapshotKinds.CONTENTS)
                .withName(content.getMetadata().getName())
                .get();
    }

    public SnapshotContentView view(GenericKubernetesResource content) {
        return new SnapshotContentView(now(content));
    }

    /** Removes what a failed test left. */
    public void close() {
        deleteClass();
        List<GenericKubernetesResource> left =
                client.genericKubernetesResources(SnapshotKinds.CONTENTS).list().getItems().stream()
                        .filter(content -> namespace.equals(new SnapshotContentView(content).snapshotNamespace()))
                        .toList();
        for (GenericKubernetesResource content : left) {
            var one = client.genericKubernetesResources(SnapshotKinds.CONTENTS)
                    .withName(content.getMetadata().getName());
            one.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
            one.delete();
        }
    }

    private static GenericKubernetesResourceBuilder object(String kind, String name) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(SnapshotKinds.API_VERSION)
                .withKind(kind)
                .withNewMetadata()
                .withName(name)
                .endMetadata();
    }
}
