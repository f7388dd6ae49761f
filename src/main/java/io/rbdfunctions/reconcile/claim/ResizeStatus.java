package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.volume.Capacity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the statuses of a claim during an expansion, as the CSI external-resizer writes them. Pure functions. */
final class ResizeStatus {
    private static final String RESIZING = "Resizing";
    private static final String FILE_SYSTEM_PENDING = "FileSystemResizePending";
    private static final Set<String> RESIZE_CONDITIONS = Set.of(RESIZING, FILE_SYSTEM_PENDING);
    private static final String STORAGE = "storage";

    private ResizeStatus() {}

    /** The image is being expanded. */
    static PersistentVolumeClaimStatus inProgress(PersistentVolumeClaim claim, Capacity size, Instant now) {
        return allocated(claim, size)
                .withAllocatedResourceStatuses(Map.of(STORAGE, "ControllerResizeInProgress"))
                .withConditions(conditions(claim, List.of(condition(claim, RESIZING, "", now))))
                .build();
    }

    /** The image and the volume are expanded; the node has to expand the file system. */
    static PersistentVolumeClaimStatus nodeResizePending(PersistentVolumeClaim claim, Capacity size, Instant now) {
        String message = "Waiting for user to (re-)start a pod to finish file system resize of volume on node.";
        return allocated(claim, size)
                .withAllocatedResourceStatuses(Map.of(STORAGE, "NodeResizePending"))
                .withConditions(conditions(
                        claim,
                        List.of(
                                condition(claim, RESIZING, "", now),
                                condition(claim, FILE_SYSTEM_PENDING, message, now))))
                .build();
    }

    /** The expansion is complete. Only for block volumes, which have no file system. */
    static PersistentVolumeClaimStatus finished(PersistentVolumeClaim claim, Capacity size) {
        return allocated(claim, size)
                .withAllocatedResourceStatuses(Map.of())
                .withCapacity(Map.of(STORAGE, new Quantity(size.quantity())))
                .withConditions(conditions(claim, List.of()))
                .build();
    }

    private static PersistentVolumeClaimStatusBuilder allocated(PersistentVolumeClaim claim, Capacity size) {
        return new PersistentVolumeClaimStatusBuilder(claim.getStatus())
                .withAllocatedResources(Map.of(STORAGE, new Quantity(size.quantity())));
    }

    private static List<PersistentVolumeClaimCondition> conditions(
            PersistentVolumeClaim claim, List<PersistentVolumeClaimCondition> added) {
        List<PersistentVolumeClaimCondition> conditions =
                new ArrayList<>(claim.getStatus().getConditions());
        conditions.removeIf(condition -> RESIZE_CONDITIONS.contains(condition.getType()));
        conditions.addAll(added);
        return conditions;
    }

    /** Keeps the transition time of a condition that is already true. */
    private static PersistentVolumeClaimCondition condition(
            PersistentVolumeClaim claim, String type, String message, Instant now) {
        String since = claim.getStatus().getConditions().stream()
                .filter(existing -> type.equals(existing.getType()) && "True".equals(existing.getStatus()))
                .map(PersistentVolumeClaimCondition::getLastTransitionTime)
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new PersistentVolumeClaimConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(since)
                .withMessage(message.isEmpty() ? null : message)
                .build();
    }
}
