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

/** The statuses that a growing claim goes through, as csi-resizer writes them. Pure. */
final class ResizeStatus {
    private static final String RESIZING = "Resizing";
    private static final String FILE_SYSTEM_PENDING = "FileSystemResizePending";
    private static final Set<String> OURS = Set.of(RESIZING, FILE_SYSTEM_PENDING);
    private static final String STORAGE = "storage";

    private ResizeStatus() {}

    /** The image is about to grow. */
    static PersistentVolumeClaimStatus inProgress(PersistentVolumeClaim claim, Capacity size, Instant now) {
        return allocated(claim, size)
                .withAllocatedResourceStatuses(Map.of(STORAGE, "ControllerResizeInProgress"))
                .withConditions(conditions(claim, List.of(condition(claim, RESIZING, "", now))))
                .build();
    }

    /** Image and volume have grown; a node is to grow the file system. */
    static PersistentVolumeClaimStatus leftToTheNode(PersistentVolumeClaim claim, Capacity size, Instant now) {
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

    /** All has grown: a block device has no file system. */
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
            PersistentVolumeClaim claim, List<PersistentVolumeClaimCondition> ours) {
        List<PersistentVolumeClaimCondition> conditions =
                new ArrayList<>(claim.getStatus().getConditions());
        conditions.removeIf(condition -> OURS.contains(condition.getType()));
        conditions.addAll(ours);
        return conditions;
    }

    /** Keeps the time since which it has been so. */
    private static PersistentVolumeClaimCondition condition(
            PersistentVolumeClaim claim, String type, String message, Instant now) {
        String since = claim.getStatus().getConditions().stream()
                .filter(present -> type.equals(present.getType()) && "True".equals(present.getStatus()))
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
