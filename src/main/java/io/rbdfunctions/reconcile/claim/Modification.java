package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.ModifyVolumeStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.volume.ObjectName;
import java.util.Optional;

/**
 * The step that brings a bound claim to the VolumeAttributesClass that it names, decided from the claim alone, by the
 * rules of the CSI external-resizer ({@code modify_volume.go}).
 */
sealed interface Modification {
    /** The volume has the class that the claim names, or the claim names none. */
    record None() implements Modification {}

    /** The user took the change back before it began: the claim no longer says that it goes on. */
    record Cancel() implements Modification {}

    /**
     * Give the volume the attributes of a class.
     *
     * @param isContinued whether the change has begun, and is finished even if the claim names another class meanwhile
     */
    record Modify(ObjectName target, boolean isContinued) implements Modification {}

    static Modification of(PersistentVolumeClaim object) {
        ClaimView claim = new ClaimView(object);
        Optional<String> wanted = claim.attributesClass();
        Optional<String> begun = begun(claim);
        if (begun.isPresent() && (wanted.isEmpty() || !claim.hasCondition(ModifyStatus.ERROR))) {
            return new Modify(new ObjectName(begun.get()), true);
        }
        if (wanted.isEmpty()) {
            return claim.hasCondition(ModifyStatus.MODIFYING) ? new Cancel() : new None();
        }
        boolean isReached = claim.modification().isEmpty() && wanted.equals(claim.currentAttributesClass());
        return isReached ? new None() : new Modify(new ObjectName(wanted.get()), false);
    }

    /** The class whose attributes the image may have in part. A failure that is final ends the uncertainty. */
    private static Optional<String> begun(ClaimView claim) {
        return claim.modification()
                .filter(state -> ModifyStatus.IN_PROGRESS.equals(state.getStatus()))
                .map(ModifyVolumeStatus::getTargetVolumeAttributesClassName)
                .filter(target -> !target.isEmpty());
    }
}
