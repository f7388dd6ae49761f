package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.volume.Capacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a claim. Absent fields are returned as empty or as their defaults. */
public record ClaimView(PersistentVolumeClaim claim) {
    private static final String STORAGE = "storage";
    private static final List<String> PROVISIONER_ANNOTATIONS =
            List.of("volume.kubernetes.io/storage-provisioner", "volume.beta.kubernetes.io/storage-provisioner");

    /** The provisioner that the controller manager has asked for. */
    public Optional<String> provisioner() {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        return PROVISIONER_ANNOTATIONS.stream()
                .filter(key -> annotations != null && annotations.containsKey(key))
                .map(annotations::get)
                .findFirst();
    }

    public boolean isTerminating() {
        return claim.getMetadata().getDeletionTimestamp() != null;
    }

    public String phase() {
        return claim.getStatus() == null || claim.getStatus().getPhase() == null
                ? "Pending"
                : claim.getStatus().getPhase();
    }

    public Optional<String> volumeName() {
        return Optional.ofNullable(claim.getSpec().getVolumeName()).filter(name -> !name.isEmpty());
    }

    public boolean isBlock() {
        return "Block".equals(claim.getSpec().getVolumeMode());
    }

    public Optional<Capacity> request() {
        return claim.getSpec().getResources() == null
                ? Optional.empty()
                : Quantities.validStorage(claim.getSpec().getResources().getRequests());
    }

    public Optional<Capacity> capacity() {
        return claim.getStatus() == null
                ? Optional.empty()
                : Quantities.validStorage(claim.getStatus().getCapacity());
    }

    /** Whether only the node has to finish an expansion to this size. */
    public boolean isNodeExpansionPending(Capacity size) {
        PersistentVolumeClaimStatus status = claim.getStatus();
        if (status == null || status.getAllocatedResourceStatuses() == null) {
            return false;
        }
        String state = status.getAllocatedResourceStatuses().get(STORAGE);
        return state != null
                && state.startsWith("Node")
                && Quantities.validStorage(status.getAllocatedResources())
                        .filter(allocated -> allocated.compareTo(size) >= 0)
                        .isPresent();
    }

    public boolean hasCondition(String type) {
        return claim.getStatus() != null
                && claim.getStatus().getConditions() != null
                && claim.getStatus().getConditions().stream()
                        .anyMatch(
                                condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
