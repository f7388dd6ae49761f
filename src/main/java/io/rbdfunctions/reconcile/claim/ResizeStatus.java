package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.volume.Capacity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the statuses of a claim during an expansion, as the CSI external-resizer writes them. Pure functions. */
final class ResizeStatus {
    private static final String RESIZING = "Resizing";
    static final String FILE_SYSTEM_PENDING = "FileSystemResizePending";
    static final String CONTROLLER_ERROR = "ControllerResizeError";
    private static final Set<String> RESIZE_CONDITIONS =
            Set.of(RESIZING, FILE_SYSTEM_PENDING, CONTROLLER_ERROR, "NodeResizeError");
    private static final String STORAGE = "storage";

    private ResizeStatus() {}

    /** The image is being expanded. A repetition keeps the state and the errors, so that it writes nothing new. */
    static PersistentVolumeClaimStatus inProgress(PersistentVolumeClaim claim, Capacity size, Instant now) {
        ClaimView view = new ClaimView(claim);
        boolean isRepetition = view.allocated().filter(size::equals).isPresent()
                && !view.resizeState().isEmpty();
        if (isRepetition) {
            return new PersistentVolumeClaimStatusBuilder(claim.getStatus())
                    .withConditions(replaced(claim, condition(claim, RESIZING, "", now)))
                    .build();
        }
        return allocated(claim, size)
                .withAllocatedResourceStatuses(Map.of(STORAGE, "ControllerResizeInProgress"))
                .withConditions(conditions(claim, List.of(condition(claim, RESIZING, "", now))))
                .build();
    }

    /**
     * The expansion has failed for good.
     *
     * @param isInfeasible whether the size can never be reached: the API server lets the user lower the request then
     */
    static PersistentVolumeClaimStatus failed(
            PersistentVolumeClaim claim, Capacity size, boolean isInfeasible, String message, Instant now) {
        String state = isInfeasible ? "ControllerResizeInfeasible" : "ControllerResizeInProgress";
        return allocated(claim, size)
                .withAllocatedResourceStatuses(Map.of(STORAGE, state))
                .withConditions(replaced(claim, condition(claim, CONTROLLER_ERROR, message, now)))
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
        return ClaimConditions.replaced(claim, RESIZE_CONDITIONS, added);
    }

    /** The conditions of the claim, one of them replaced or added. */
    private static List<PersistentVolumeClaimCondition> replaced(
            PersistentVolumeClaim claim, PersistentVolumeClaimCondition added) {
        return ClaimConditions.replaced(claim, Set.of(added.getType()), List.of(added));
    }

    private static PersistentVolumeClaimCondition condition(
            PersistentVolumeClaim claim, String type, String message, Instant now) {
        return ClaimConditions.of(claim, type, null, message, now);
    }
}
