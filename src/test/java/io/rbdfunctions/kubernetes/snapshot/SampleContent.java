package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.manifest.RecordedObjects;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import java.util.Map;
import java.util.TreeMap;

/** VolumeSnapshotContents in the states in which the snapshot-controller leaves them, made from the recorded one. */
public final class SampleContent {
    public static final String DRIVER = SampleObjects.PROVISIONER;
    public static final String SNAPSHOT_UID = "a94101cb-34b2-45b2-870c-55ceb1355d5f";
    public static final String VOLUME = "0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    public static final String HANDLE = "0001-0002-c1-0000000000000001-" + SNAPSHOT_UID;
    public static final String CLASS = "csi-snap";
    private static final String PREFIX = "snapshot.storage.kubernetes.io/";

    private final GenericKubernetesResource content = RecordedObjects.contentOf("03-snapshot");
    private final Map<String, Object> spec = new TreeMap<>(content.<Map<String, Object>>get("spec"));

    private SampleContent() {
        content.getMetadata().setUid(null);
        content.getMetadata().setResourceVersion(null);
        content.getMetadata().setCreationTimestamp(null);
        content.getAdditionalProperties().remove("status");
        spec("driver", DRIVER);
    }

    /** Of a snapshot that is to be taken. */
    public static SampleContent toTake() {
        return new SampleContent();
    }

    /** Of a snapshot that existed before, bound to its VolumeSnapshot. */
    public static SampleContent preProvisioned(String handle) {
        return new SampleContent().spec("source", Map.of("snapshotHandle", handle));
    }

    /** Of a snapshot that was taken. */
    public static SampleContent taken() {
        return new SampleContent()
                .status(Map.of(
                        "snapshotHandle",
                        HANDLE,
                        "readyToUse",
                        true,
                        "creationTime",
                        1795953949301477280L,
                        "restoreSize",
                        2147483648L));
    }

    /** Of a snapshot that was taken, and whose VolumeSnapshot the user has deleted. */
    public static SampleContent deleted() {
        return taken().annotation("volumesnapshot-being-deleted").terminating();
    }

    public SampleContent spec(String field, Object value) {
        spec.put(field, value);
        content.setAdditionalProperty("spec", spec);
        return this;
    }

    /** Removes a field of the spec. */
    public SampleContent without(String field) {
        spec.remove(field);
        content.setAdditionalProperty("spec", spec);
        return this;
    }

    /** Leaves the VolumeSnapshot without a uid, as before it is bound. */
    public SampleContent unbound() {
        return spec("volumeSnapshotRef", Map.of("namespace", "default", "name", "alpha-snap"));
    }

    public SampleContent status(Map<String, ?> status) {
        content.setAdditionalProperty("status", status);
        return this;
    }

    /** Adds an annotation of the snapshot-controller. */
    public SampleContent annotation(String name) {
        content.getMetadata().getAnnotations().put(PREFIX + name, "yes");
        return this;
    }

    /** Adds the mark of an attempt. */
    public SampleContent beingCreated() {
        return annotation("volumesnapshot-being-created");
    }

    /** Makes it part of a group snapshot. */
    public SampleContent grouped() {
        content.getMetadata().getAnnotations().put("groupsnapshot.storage.k8s.io/volumeGroupSnapshotHandle", "group-1");
        return this;
    }

    public SampleContent withoutAnnotations() {
        content.getMetadata().getAnnotations().clear();
        return this;
    }

    public SampleContent terminating() {
        content.getMetadata().setDeletionTimestamp("2026-11-30T07:00:00Z");
        return this;
    }

    public GenericKubernetesResource build() {
        return content;
    }
}
