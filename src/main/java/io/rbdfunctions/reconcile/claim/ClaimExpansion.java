package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Action;
import io.rbdfunctions.reconcile.volume.ImageLocator;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Expands the image of a claim, then updates the volume and the claim, in the order of the CSI external-resizer. If it
 * stops halfway, the next reconciliation continues from the state of the objects.
 */
@Singleton
record ClaimExpansion(
        VolumeOperations operations,
        PersistentVolumeClaims claims,
        PersistentVolumes volumes,
        ApiCache cache,
        ImageLocator imageLocator,
        ReconcileEvents events,
        InstantSource clock) {
    private static final String FAILED = "VolumeResizeFailed";

    Reconciled run(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size) {
        String name = volume.getMetadata().getName();
        String prefix = "resize volume \"%s\" failed: ".formatted(name);
        return events.reportDuring(
                claim,
                "Resizing",
                "External resizer is resizing volume " + name,
                () -> events.reportFailure(claim, FAILED, prefix, () -> expand(claim, volume, size)));
    }

    private Reconciled expand(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size) {
        PersistentVolumeClaim current = claim;
        Expanded expanded;
        try {
            requireAllowed(claim, size);
            current = patchStatus(claim, ResizeStatus.inProgress(claim, size, clock.instant()));
            expanded = imageLocator
                    .run(volume, target -> operations.run(new ExpandRequest(target, size, false)))
                    .orThrow();
        } catch (RefusedException | InvalidRequestException | InvalidValueException failure) {
            recordFailure(current, size, failure);
            throw failure;
        }
        // The image can be larger than requested, if it was grown by hand. Volume and claim never say more than it has.
        Capacity actual = expanded.now() > size.bytes() ? Capacity.ofMebibytes(expanded.now() >> 20) : size;
        return finish(current, volume, actual, expanded);
    }

    private void recordFailure(PersistentVolumeClaim claim, Capacity size, RuntimeException failure) {
        boolean isInfeasible = !(failure instanceof RefusedException refused)
                || refused.refusal().reason() == Reason.INVALID;
        String message = "failed to expand pvc with " + failure.getMessage();
        patchStatus(claim, ResizeStatus.failed(claim, size, isInfeasible, message, clock.instant()));
    }

    /** Checks the size against the current limits of the class. A class that no longer exists sets no limit. */
    private void requireAllowed(PersistentVolumeClaim claim, Capacity size) {
        String name = Names.classOf(claim);
        if (name.isEmpty()) {
            return;
        }
        Violations violations = new Violations();
        cache.storageClass(new ObjectName(name))
                .map(StorageClass::getParameters)
                .ifPresent(parameters ->
                        ParameterReader.readLimits(parameters, violations).checkGrowth(size, violations));
        violations.throwIfAny();
    }

    private Reconciled finish(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size, Expanded expanded) {
        boolean isBlock = new ClaimView(claim).isBlock();
        patchCapacity(volume, size, isBlock);
        if (isBlock) {
            patchStatus(claim, ResizeStatus.finished(claim, size));
            events.report(claim, "VolumeResizeSuccessful", "Resize volume succeeded");
        } else {
            patchStatus(claim, ResizeStatus.nodeResizePending(claim, size, clock.instant()));
            events.report(claim, "FileSystemResizeRequired", "Require file system resize of volume on node");
        }
        return new Reconciled.Done(
                Action.EXPANDED,
                Names.of(claim),
                claim.getMetadata().getUid(),
                volume.getMetadata().getName(),
                expanded.image().toString(),
                size.bytes(),
                "");
    }

    private void patchCapacity(PersistentVolume volume, Capacity size, boolean isBlock) {
        Capacity current = new VolumeView(volume).capacity().orElse(size);
        if (current.compareTo(size) < 0) {
            volumes.patchCapacity(volume, size, isBlock ? null : Capacity.quantityOf(current.bytes()));
        }
    }

    private PersistentVolumeClaim patchStatus(PersistentVolumeClaim claim, PersistentVolumeClaimStatus status) {
        return status.equals(claim.getStatus()) ? claim : claims.patchResize(claim, status);
    }
}
