package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads a VolumeSnapshotContent. Absent fields are returned as empty or as their defaults. */
public record SnapshotContentView(GenericKubernetesResource content) {
    private static final String PREFIX = "snapshot.storage.kubernetes.io/";
    static final String BEING_CREATED = PREFIX + "volumesnapshot-being-created";
    private static final String BEING_DELETED = PREFIX + "volumesnapshot-being-deleted";
    static final String FINALIZER = PREFIX + "volumesnapshotcontent-bound-protection";
    private static final String SECRET_NAME = PREFIX + "deletion-secret-name";
    private static final String SECRET_NAMESPACE = PREFIX + "deletion-secret-namespace";
    private static final String MODE_CHANGE = PREFIX + "allow-volume-mode-change";
    private static final String GROUP_HANDLE = "volumeGroupSnapshotHandle";
    private static final String GROUP_ANNOTATION = "groupsnapshot.storage.k8s.io/" + GROUP_HANDLE;

    public ObjectName name() {
        return new ObjectName(content.getMetadata().getName());
    }

    public boolean hasDriver(String driver) {
        return text("spec", "driver").filter(driver::equals).isPresent();
    }

    public boolean isTerminating() {
        return content.getMetadata().getDeletionTimestamp() != null;
    }

    /** The handle of the volume that the snapshot is taken of; empty if the snapshot existed before. */
    public Optional<String> volumeHandle() {
        return text("spec", "source", "volumeHandle");
    }

    /** The handle of a snapshot that existed before the object; empty if it is taken for the object. */
    public Optional<String> sourceHandle() {
        return text("spec", "source", "snapshotHandle");
    }

    /** The volume mode of the volume that the snapshot was taken of. */
    public Optional<String> sourceVolumeMode() {
        return text("spec", "sourceVolumeMode");
    }

    /** Whether volumes with another mode may be restored from the snapshot. */
    public boolean allowsModeChange() {
        return annotation(MODE_CHANGE).filter("true"::equals).isPresent();
    }

    public Optional<String> className() {
        return text("spec", "volumeSnapshotClassName");
    }

    public boolean hasDeletePolicy() {
        return text("spec", "deletionPolicy").filter("Delete"::equals).isPresent();
    }

    public String snapshotName() {
        return text("spec", "volumeSnapshotRef", "name").orElse("");
    }

    public String snapshotNamespace() {
        return text("spec", "volumeSnapshotRef", "namespace").orElse("");
    }

    /** The uid of the VolumeSnapshot; empty while a content that existed before is not bound. */
    public String snapshotUid() {
        return text("spec", "volumeSnapshotRef", "uid").orElse("");
    }

    public boolean hasStatus() {
        return content.get("status") instanceof Map;
    }

    /** Whether the status has the field. */
    public boolean hasStatus(String field) {
        return content.get("status", field) != null;
    }

    /** The handle of the snapshot that was taken or found. */
    public Optional<String> handle() {
        return text("status", "snapshotHandle");
    }

    public boolean isReady() {
        return Boolean.TRUE.equals(content.get("status", "readyToUse"));
    }

    /** Why the last attempt failed. */
    public Optional<String> error() {
        return text("status", "error", "message");
    }

    public boolean hasError() {
        return hasStatus("error");
    }

    /** Whether it is part of a snapshot of several volumes at once. */
    public boolean isGrouped() {
        return hasAnnotation(GROUP_ANNOTATION) || hasStatus(GROUP_HANDLE);
    }

    /** Whether a call to take the snapshot may have had an effect whose result is unknown. */
    public boolean isBeingCreated() {
        return hasAnnotation(BEING_CREATED);
    }

    /** Whether the snapshot-controller allows the snapshot to be deleted. */
    public boolean isBeingDeleted() {
        return hasAnnotation(BEING_DELETED);
    }

    public boolean hasFinalizer() {
        return content.getMetadata().getFinalizers().contains(FINALIZER);
    }

    /** The Secret of the snapshot, which the snapshot-controller takes from the class. */
    public Optional<ObjectKey> secret() {
        return annotation(SECRET_NAME)
                .flatMap(name -> annotation(SECRET_NAMESPACE).map(namespace -> ObjectKey.of(namespace, name)));
    }

    boolean hasAnnotations() {
        Map<String, String> annotations = content.getMetadata().getAnnotations();
        return annotations != null && !annotations.isEmpty();
    }

    private boolean hasAnnotation(String key) {
        return annotation(key).isPresent();
    }

    private Optional<String> annotation(String key) {
        return Optional.ofNullable(content.getMetadata().getAnnotations()).map(annotations -> annotations.get(key));
    }

    private Optional<String> text(Object... path) {
        return Optional.ofNullable(content.<Object>get(path))
                .map(Objects::toString)
                .filter(text -> !text.isEmpty());
    }
}
