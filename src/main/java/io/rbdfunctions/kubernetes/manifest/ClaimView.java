package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ModifyVolumeStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.volume.Capacity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a claim. Absent fields are returned as empty or as their defaults. */
public record ClaimView(PersistentVolumeClaim claim) {
    private static final List<String> PROVISIONER_ANNOTATIONS =
            List.of("volume.kubernetes.io/storage-provisioner", "volume.beta.kubernetes.io/storage-provisioner");

    /** The node that the scheduler has chosen for the first pod of the claim. */
    public static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    /** The finalizer of the CSI external-provisioner on a claim that others are being cloned from. */
    public static final String CLONING_PROTECTION = "provisioner.storage.kubernetes.io/cloning-protection";

    private static final Set<String> NODE_STATES = Set.of("NodeResizePending", "NodeResizeInProgress");

    /** The provisioner that the controller manager has asked for. */
    public Optional<String> provisioner() {
        Map<String, String> annotations =
                Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of());
        return PROVISIONER_ANNOTATIONS.stream()
                .flatMap(key -> Stream.ofNullable(annotations.get(key)))
                .findFirst();
    }

    /** Whether the claim is to be filled from a claim or a snapshot, which is a provisioner's work. */
    public boolean hasDataSource() {
        return ClaimSource.isAnnotated(claim)
                || ClaimSource.find(claim).filter(ClaimSource::isProvisioners).isPresent();
    }

    /** Whether a populator provisions the claim and fills it from an object of a kind that provisioners do not know. */
    public boolean isLeftToAPopulator() {
        return ClaimSource.isOfAPopulator(claim) && !hasDataSource();
    }

    /** Whether it must not be removed, because other claims are being cloned from it. */
    public boolean isKeptForClones() {
        return claim.getMetadata().getFinalizers().contains(CLONING_PROTECTION);
    }

    public boolean hasSelectedNode() {
        return Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of())
                .containsKey(SELECTED_NODE);
    }

    public boolean isTerminating() {
        return claim.getMetadata().getDeletionTimestamp() != null;
    }

    public String phase() {
        return status().map(PersistentVolumeClaimStatus::getPhase).orElse("Pending");
    }

    public Optional<String> volumeName() {
        return nonEmpty(claim.getSpec().getVolumeName());
    }

    public boolean isBlock() {
        return "Block".equals(claim.getSpec().getVolumeMode());
    }

    /** The VolumeAttributesClass that its volume is to have. */
    public Optional<String> attributesClass() {
        return nonEmpty(claim.getSpec().getVolumeAttributesClassName());
    }

    /** The VolumeAttributesClass that its volume has. */
    public Optional<String> currentAttributesClass() {
        return status().map(PersistentVolumeClaimStatus::getCurrentVolumeAttributesClassName)
                .flatMap(ClaimView::nonEmpty);
    }

    /** How far the change to another VolumeAttributesClass is. */
    public Optional<ModifyVolumeStatus> modification() {
        return status().map(PersistentVolumeClaimStatus::getModifyVolumeStatus);
    }

    private static Optional<String> nonEmpty(@Nullable String name) {
        return Optional.ofNullable(name).filter(text -> !text.isEmpty());
    }

    public Optional<Capacity> request() {
        return Optional.ofNullable(claim.getSpec().getResources())
                .flatMap(resources -> Quantities.validStorage(resources.getRequests()));
    }

    public Optional<Capacity> capacity() {
        return status().flatMap(status -> Quantities.validStorage(status.getCapacity()));
    }

    /** The size that the last growth, finished or not, was for. */
    public Optional<Capacity> allocated() {
        return status().flatMap(status -> Quantities.validStorage(status.getAllocatedResources()));
    }

    /** How far a growth is, such as {@code ControllerResizeInProgress}; empty if there is none. */
    public String resizeState() {
        return status().map(PersistentVolumeClaimStatus::getAllocatedResourceStatuses)
                .map(states -> states.get("storage"))
                .orElse("");
    }

    /**
     * Whether the node is the one to continue a growth. After {@code NodeResizeInfeasible} it waits for the controller to
     * repeat its step.
     */
    public boolean isLeftToTheNode() {
        return NODE_STATES.contains(resizeState());
    }

    public boolean hasCondition(String type) {
        return status().map(PersistentVolumeClaimStatus::getConditions).stream()
                .flatMap(List::stream)
                .anyMatch(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private Optional<PersistentVolumeClaimStatus> status() {
        return Optional.ofNullable(claim.getStatus());
    }
}
