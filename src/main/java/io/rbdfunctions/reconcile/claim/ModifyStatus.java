package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.ModifyVolumeStatus;
import io.fabric8.kubernetes.api.model.ModifyVolumeStatusBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.volume.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Builds the statuses of a claim during a change of its VolumeAttributesClass, as the CSI external-resizer writes them
 * ({@code modify_status.go}). Pure functions.
 */
final class ModifyStatus {
    static final String IN_PROGRESS = "InProgress";
    static final String MODIFYING = "ModifyingVolume";
    static final String ERROR = "ModifyVolumeError";
    private static final String INFEASIBLE = "Infeasible";
    private static final Set<String> CONDITIONS = Set.of(MODIFYING, ERROR);

    private ModifyStatus() {}

    /** The class does not exist. Conditions and target of an earlier change stay. */
    static PersistentVolumeClaimStatus pending(PersistentVolumeClaim claim) {
        ModifyVolumeStatus state = new ClaimView(claim)
                .modification()
                .map(ModifyVolumeStatusBuilder::new)
                .orElseGet(ModifyVolumeStatusBuilder::new)
                .withStatus("Pending")
                .build();
        return new PersistentVolumeClaimStatusBuilder(claim.getStatus())
                .withModifyVolumeStatus(state)
                .build();
    }

    /** The image is being changed. A repetition keeps the state and the errors, so that it writes nothing new. */
    static PersistentVolumeClaimStatus inProgress(PersistentVolumeClaim claim, ObjectName target, Instant now) {
        if (isRepetition(claim, target)) {
            return claim.getStatus();
        }
        String message = "Modifying volume to \"%s\" is in progress.".formatted(target);
        return status(claim, IN_PROGRESS, target, List.of(ClaimConditions.of(claim, MODIFYING, null, message, now)));
    }

    private static boolean isRepetition(PersistentVolumeClaim claim, ObjectName target) {
        return new ClaimView(claim)
                .modification()
                .filter(state -> target.value().equals(state.getTargetVolumeAttributesClassName()))
                .filter(state -> IN_PROGRESS.equals(state.getStatus()) || INFEASIBLE.equals(state.getStatus()))
                .isPresent();
    }

    /**
     * The change has failed for good.
     *
     * @param isInfeasible whether the class can never be applied, because its parameters are invalid
     */
    static PersistentVolumeClaimStatus failed(
            PersistentVolumeClaim claim, ObjectName target, boolean isInfeasible, String message, Instant now) {
        String modifying = "Modifying volume to \"%s\" failed. Waiting for retry.".formatted(target);
        String reason = isInfeasible ? "InvalidArgument" : "FailedPrecondition";
        return status(
                claim,
                isInfeasible ? INFEASIBLE : IN_PROGRESS,
                target,
                List.of(
                        ClaimConditions.of(claim, MODIFYING, null, modifying, now),
                        ClaimConditions.of(claim, ERROR, reason, message, now)));
    }

    /** The image and the volume have the attributes of the class. */
    static PersistentVolumeClaimStatus finished(PersistentVolumeClaim claim, ObjectName target) {
        return new PersistentVolumeClaimStatusBuilder(claim.getStatus())
                .withCurrentVolumeAttributesClassName(target.value())
                .withModifyVolumeStatus(null)
                .withConditions(ClaimConditions.replaced(claim, CONDITIONS, List.of()))
                .build();
    }

    /** The user took the change back. */
    static PersistentVolumeClaimStatus cancelled(PersistentVolumeClaim claim) {
        return new PersistentVolumeClaimStatusBuilder(claim.getStatus())
                .withConditions(ClaimConditions.replaced(claim, Set.of(MODIFYING), List.of()))
                .build();
    }

    private static PersistentVolumeClaimStatus status(
            PersistentVolumeClaim claim,
            String state,
            ObjectName target,
            List<PersistentVolumeClaimCondition> conditions) {
        return new PersistentVolumeClaimStatusBuilder(claim.getStatus())
                .withModifyVolumeStatus(new ModifyVolumeStatusBuilder()
                        .withStatus(state)
                        .withTargetVolumeAttributesClassName(target.value())
                        .build())
                .withConditions(ClaimConditions.replaced(claim, CONDITIONS, conditions))
                .build();
    }
}
