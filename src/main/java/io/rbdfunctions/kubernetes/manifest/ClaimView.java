package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A claim, read with care for all that may be absent. */
public record ClaimView(PersistentVolumeClaim claim) {
    private static final String STORAGE = "storage";
    private static final List<String> PROVISIONER =
            List.of("volume.kubernetes.io/storage-provisioner", "volume.beta.kubernetes.io/storage-provisioner");

    /** Who is to provision it, once that is known. */
    public Optional<String> provisioner() {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        return PROVISIONER.stream()
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
                : storage(claim.getSpec().getResources().getRequests());
    }

    public Optional<Capacity> capacity() {
        return claim.getStatus() == null
                ? Optional.empty()
                : storage(claim.getStatus().getCapacity());
    }

    /** Whether the rest of a growth to this size is for the node to do. */
    public boolean isLeftToTheNode(Capacity size) {
        PersistentVolumeClaimStatus status = claim.getStatus();
        if (status == null || status.getAllocatedResourceStatuses() == null) {
            return false;
        }
        String state = status.getAllocatedResourceStatuses().get(STORAGE);
        return state != null
                && state.startsWith("Node")
                && storage(status.getAllocatedResources())
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

    public static Optional<Capacity> storage(@Nullable Map<String, Quantity> resources) {
        if (resources == null || resources.get(STORAGE) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quantities.capacity(resources.get(STORAGE)));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
