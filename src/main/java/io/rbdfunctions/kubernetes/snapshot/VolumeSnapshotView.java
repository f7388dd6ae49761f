package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import java.util.Objects;
import java.util.Optional;

/** Reads a VolumeSnapshot. Absent fields are returned as empty or as their defaults. */
public record VolumeSnapshotView(GenericKubernetesResource snapshot) {
    /** Of a snapshot that the CSI external-provisioner keeps for a claim. */
    private static final String FINALIZER = "provisioner.storage.kubernetes.io/volumesnapshot-as-source-protection";

    public String uid() {
        return Objects.requireNonNullElse(snapshot.getMetadata().getUid(), "");
    }

    /** The VolumeSnapshotContent that it is bound to, if that agrees. */
    public Optional<ObjectName> content() {
        return text("boundVolumeSnapshotContentName").map(ObjectName::new);
    }

    public boolean isReady() {
        return Boolean.TRUE.equals(snapshot.get("status", "readyToUse"));
    }

    /** The smallest size of a volume that is restored from it. */
    public Optional<Capacity> restoreSize() {
        return text("restoreSize").map(Capacity::parse);
    }

    /** Whether it is being deleted, and not kept for claims that are restored from it. */
    public boolean isGoing() {
        return snapshot.getMetadata().getDeletionTimestamp() != null
                && !snapshot.getMetadata().getFinalizers().contains(FINALIZER);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(snapshot.<Object>get("status", field))
                .map(Objects::toString)
                .filter(text -> !text.isEmpty());
    }
}
