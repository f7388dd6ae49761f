package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Reads a VolumeSnapshot. Absent fields are returned as empty or as their defaults. */
public record VolumeSnapshotView(GenericKubernetesResource snapshot) {
    /** Of a snapshot that the CSI external-provisioner keeps for a claim. */
    private static final String FINALIZER = "provisioner.storage.kubernetes.io/volumesnapshot-as-source-protection";

    public String name() {
        return snapshot.getMetadata().getName();
    }

    public String uid() {
        return Objects.requireNonNullElse(snapshot.getMetadata().getUid(), "");
    }

    /** When the object was created. */
    public Instant created() {
        return Instant.parse(snapshot.getMetadata().getCreationTimestamp());
    }

    public Optional<String> annotation(String key) {
        return Optional.ofNullable(snapshot.getMetadata().getAnnotations()).map(annotations -> annotations.get(key));
    }

    /** The claim whose volume the snapshot is taken of; empty if the snapshot existed before. */
    public Optional<String> sourceClaim() {
        return Optional.ofNullable(snapshot.<Object>get("spec", "source", "persistentVolumeClaimName"))
                .map(Objects::toString);
    }

    /** The VolumeSnapshotContent that it is bound to, if that agrees. */
    public Optional<ObjectName> content() {
        return text("boundVolumeSnapshotContentName").map(ObjectName::new);
    }

    public boolean isReady() {
        return Boolean.TRUE.equals(snapshot.get("status", "readyToUse"));
    }

    /** Whether the last attempt to take it failed. */
    public boolean hasError() {
        return snapshot.get("status", "error") != null;
    }

    /** The smallest size of a volume that is restored from it. */
    public Optional<Capacity> restoreSize() {
        return text("restoreSize").map(Capacity::parse);
    }

    public boolean isTerminating() {
        return snapshot.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether it is being deleted, and not kept for claims that are restored from it. */
    public boolean isGoing() {
        return isTerminating() && !snapshot.getMetadata().getFinalizers().contains(FINALIZER);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(snapshot.<Object>get("status", field))
                .map(Objects::toString)
                .filter(text -> !text.isEmpty());
    }
}
