package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.volume.Capacity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a claim. Absent fields are returned as empty or as their defaults. */
public record ClaimView(PersistentVolumeClaim claim) {
    private static final List<String> PROVISIONER_ANNOTATIONS =
            List.of("volume.kubernetes.io/storage-provisioner", "volume.beta.kubernetes.io/storage-provisioner");

    /** The provisioner that the controller manager has asked for. */
    public Optional<String> provisioner() {
        Map<String, String> annotations =
                Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of());
        return PROVISIONER_ANNOTATIONS.stream()
                .flatMap(key -> Stream.ofNullable(annotations.get(key)))
                .findFirst();
    }

    public boolean isTerminating() {
        return claim.getMetadata().getDeletionTimestamp() != null;
    }

    public String phase() {
        return status().map(PersistentVolumeClaimStatus::getPhase).orElse("Pending");
    }

    public Optional<String> volumeName() {
        return Optional.ofNullable(claim.getSpec().getVolumeName()).filter(name -> !name.isEmpty());
    }

    public boolean isBlock() {
        return "Block".equals(claim.getSpec().getVolumeMode());
    }

    public Optional<Capacity> request() {
        return Optional.ofNullable(claim.getSpec().getResources())
                .flatMap(resources -> Quantities.validStorage(resources.getRequests()));
    }

    public Optional<Capacity> capacity() {
        return status().flatMap(status -> Quantities.validStorage(status.getCapacity()));
    }

    /** Whether only the node has to finish an expansion to this size. */
    public boolean isNodeExpansionPending(Capacity size) {
        boolean isOnNode = status().map(PersistentVolumeClaimStatus::getAllocatedResourceStatuses)
                .map(states -> states.get("storage"))
                .filter(state -> state.startsWith("Node"))
                .isPresent();
        return isOnNode
                && status().flatMap(status -> Quantities.validStorage(status.getAllocatedResources()))
                        .filter(allocated -> allocated.compareTo(size) >= 0)
                        .isPresent();
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
