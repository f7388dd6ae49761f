package io.rbdfunctions.reconcile.claim;

import static io.rbdfunctions.reconcile.claim.ResizeStatus.CONTROLLER_ERROR;
import static io.rbdfunctions.reconcile.claim.ResizeStatus.FILE_SYSTEM_PENDING;

import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.volume.Capacity;
import java.util.Optional;

/**
 * The size to which a volume has to grow next, by the rules of the CSI external-resizer ({@code expand_and_recover.go}):
 * a growth that has begun is finished before another one begins, even if the request has changed meanwhile.
 */
final class GrowthTarget {
    private GrowthTarget() {}

    /**
     * Returns the size in whole MiB, at least that of the volume; empty if the node has to finish a growth first.
     *
     * @param request more than the capacity in the claim's status
     * @param volume the capacity of the PersistentVolume
     */
    static Optional<Capacity> of(ClaimView claim, Capacity request, Capacity volume) {
        boolean isLargeEnough = volume.compareTo(request) >= 0;
        Capacity begun = claim.allocated().orElse(request);
        if (claim.isLeftToTheNode() && (isLargeEnough || volume.compareTo(begun) >= 0)) {
            return Optional.empty();
        }
        if (isLargeEnough && isPendingByCondition(claim)) {
            return Optional.empty();
        }
        Capacity target = continuesAsBegun(claim, isLargeEnough) ? begun : request;
        return Optional.of(max(target, volume).roundedUp());
    }

    private static boolean continuesAsBegun(ClaimView claim, boolean isLargeEnough) {
        return switch (claim.resizeState()) {
            case "NodeResizePending", "NodeResizeInProgress", "NodeResizeInfeasible" -> true;
            case "ControllerResizeInProgress" -> isLargeEnough || !claim.hasCondition(CONTROLLER_ERROR);
            default -> isLargeEnough;
        };
    }

    /** API servers without RecoverVolumeExpansionFailure keep only the condition, no allocated resources. */
    private static boolean isPendingByCondition(ClaimView claim) {
        return claim.resizeState().isEmpty()
                && claim.allocated().isEmpty()
                && !claim.isBlock()
                && claim.hasCondition(FILE_SYSTEM_PENDING);
    }

    private static Capacity max(Capacity one, Capacity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
