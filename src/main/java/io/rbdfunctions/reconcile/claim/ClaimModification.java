package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.attributes.AttributesClasses;
import io.rbdfunctions.operation.attributes.Modified;
import io.rbdfunctions.operation.attributes.ModifyRequest;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.reconcile.claim.Modification.Modify;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Action;
import io.rbdfunctions.reconcile.volume.ImageLocator;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Gives the volume of a claim the attributes of another VolumeAttributesClass: first the image, then the volume, then the
 * claim, in the order of the CSI external-resizer. If it stops halfway, the next reconciliation continues from the state
 * of the objects.
 */
@Singleton
record ClaimModification(
        VolumeOperations operations,
        AttributesClasses classes,
        PersistentVolumeClaims claims,
        PersistentVolumes volumes,
        ImageLocator imageLocator,
        ReconcileEvents events,
        InstantSource clock) {
    private static final String FAILED = "VolumeModifyFailed";

    Reconciled run(PersistentVolumeClaim claim, PersistentVolume volume) {
        return switch (Modification.of(claim)) {
            case Modification.None _ -> new Reconciled.Nothing("its volume has the attributes that it requests");
            case Modification.Cancel _ -> {
                events.report(claim, "VolumeModifyCancelled", "Cancelled modify.");
                patchStatus(claim, ModifyStatus.cancelled(claim));
                yield new Reconciled.Nothing("its request for other attributes was taken back");
            }
            case Modify modify -> events.reportFailure(claim, FAILED, "", () -> modify(claim, volume, modify));
        };
    }

    private Reconciled modify(PersistentVolumeClaim claim, PersistentVolume volume, Modify modify) {
        ObjectName target = modify.target();
        if (classes.find(target).isEmpty()) {
            if (!modify.isContinued()) {
                patchStatus(claim, ModifyStatus.pending(claim));
            }
            throw AttributesClasses.missing(target);
        }
        PersistentVolumeClaim begun = patchStatus(claim, ModifyStatus.inProgress(claim, target, clock.instant()));
        String message = "external resizer is modifying volume %s with vac %s"
                .formatted(claim.getMetadata().getName(), target);
        return events.reportDuring(begun, "VolumeModify", message, () -> {
            Modified modified = modifyImage(begun, volume, target);
            return finish(begun, volume, target, modified);
        });
    }

    private Modified modifyImage(PersistentVolumeClaim claim, PersistentVolume volume, ObjectName target) {
        try {
            if (volume.getSpec().getCsi() == null) {
                throw new RefusedException(Reason.INVALID, VolumeSource.ATTRIBUTES_NEED_CSI);
            }
            return imageLocator
                    .run(volume, image -> operations.run(new ModifyRequest(image, target)))
                    .orThrow();
        } catch (RefusedException | InvalidValueException failure) {
            boolean isInfeasible = !(failure instanceof RefusedException refused)
                    || refused.refusal().reason() == Reason.INVALID;
            String message = String.valueOf(failure.getMessage());
            patchStatus(claim, ModifyStatus.failed(claim, target, isInfeasible, message, clock.instant()));
            throw failure;
        }
    }

    private Reconciled finish(
            PersistentVolumeClaim claim, PersistentVolume volume, ObjectName target, Modified modified) {
        if (!target.value().equals(volume.getSpec().getVolumeAttributesClassName())) {
            volumes.patchAttributesClass(volume, target);
        }
        patchStatus(claim, ModifyStatus.finished(claim, target));
        String name = claim.getMetadata().getName();
        events.report(
                claim,
                "VolumeModifySuccessful",
                "external resizer modified volume %s with vac %s successfully".formatted(name, target));
        return new Reconciled.Done(
                Action.MODIFIED,
                Names.of(claim),
                claim.getMetadata().getUid(),
                volume.getMetadata().getName(),
                modified.image().toString(),
                new VolumeView(volume).capacity().map(Capacity::bytes).orElse(0L),
                target.value());
    }

    private PersistentVolumeClaim patchStatus(PersistentVolumeClaim claim, PersistentVolumeClaimStatus status) {
        return status.equals(claim.getStatus()) ? claim : claims.patchModification(claim, status);
    }
}
