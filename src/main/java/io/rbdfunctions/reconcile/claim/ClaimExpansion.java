package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.storageclass.GrowthLimits;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Deed;
import io.rbdfunctions.reconcile.volume.ImageLocator;
import io.rbdfunctions.volume.Capacity;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Grows the image of a claim, then says so on the volume and on the claim, in csi-resizer's order. Whatever step it
 * stops at, the objects then lead to the rest.
 */
@Singleton
final class ClaimExpansion {
    private static final String FAILED = "VolumeResizeFailed";

    private final VolumeOperations operations;
    private final PersistentVolumeClaims claims;
    private final PersistentVolumes persistentVolumes;
    private final GrowthLimits limits;
    private final ImageLocator finder;
    private final ReconcileEvents reconcileEvents;
    private final InstantSource clock;

    ClaimExpansion(
            VolumeOperations operations,
            PersistentVolumeClaims claims,
            PersistentVolumes persistentVolumes,
            GrowthLimits limits,
            ImageLocator finder,
            ReconcileEvents reconcileEvents,
            InstantSource clock) {
        this.operations = operations;
        this.claims = claims;
        this.persistentVolumes = persistentVolumes;
        this.limits = limits;
        this.finder = finder;
        this.reconcileEvents = reconcileEvents;
        this.clock = clock;
    }

    Reconciled run(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size) {
        String name = volume.getMetadata().getName();
        String beginning = "resize volume \"%s\" failed: ".formatted(name);
        return reconcileEvents.meanwhile(
                claim,
                "Resizing",
                "External resizer is resizing volume " + name,
                () -> reconcileEvents.of(claim, FAILED, beginning, () -> grow(claim, volume, size, beginning)));
    }

    private Reconciled grow(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size, String beginning) {
        limits.require(claim, size);
        PersistentVolumeClaim marked = write(claim, ResizeStatus.inProgress(claim, size, clock.instant()));
        return switch (finder.reach(volume, target -> operations.run(new ExpandRequest(target, size, false)))) {
            case Outcome.Refused<Expanded> refused ->
                reconcileEvents.trouble(claim, FAILED, beginning, refused.refusal());
            case Outcome.Done<Expanded> done -> record(marked, volume, size, done.answer());
        };
    }

    private Reconciled record(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size, Expanded expanded) {
        boolean isBlock = new ClaimView(claim).isBlock();
        recordOnVolume(volume, size, isBlock);
        if (isBlock) {
            write(claim, ResizeStatus.finished(claim, size));
            reconcileEvents.tell(claim, "VolumeResizeSuccessful", "Resize volume succeeded");
        } else {
            write(claim, ResizeStatus.leftToTheNode(claim, size, clock.instant()));
            reconcileEvents.tell(claim, "FileSystemResizeRequired", "Require file system resize of volume on node");
        }
        return new Reconciled.Done(
                Deed.EXPANDED,
                Names.of(claim),
                claim.getMetadata().getUid(),
                volume.getMetadata().getName(),
                expanded.image().toString(),
                size.bytes());
    }

    private void recordOnVolume(PersistentVolume volume, Capacity size, boolean isBlock) {
        Capacity held = new VolumeView(volume).capacity().orElse(size);
        if (held.compareTo(size) < 0) {
            persistentVolumes.patchCapacity(volume, size, isBlock ? null : Capacity.quantityOf(held.bytes()));
        }
    }

    private PersistentVolumeClaim write(PersistentVolumeClaim claim, PersistentVolumeClaimStatus wanted) {
        return wanted.equals(claim.getStatus()) ? claim : claims.patchResize(claim, wanted);
    }
}
