package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.rbdfunctions.kubernetes.Claims;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.ExpandRequest;
import io.rbdfunctions.operation.Expanded;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.reconcile.Reconciled.Deed;
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
    private final Claims claims;
    private final Volumes volumes;
    private final ImageFinder finder;
    private final Story story;
    private final InstantSource clock;

    ClaimExpansion(
            VolumeOperations operations,
            Claims claims,
            Volumes volumes,
            ImageFinder finder,
            Story story,
            InstantSource clock) {
        this.operations = operations;
        this.claims = claims;
        this.volumes = volumes;
        this.finder = finder;
        this.story = story;
        this.clock = clock;
    }

    Reconciled carryOut(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size) {
        String name = volume.getMetadata().getName();
        String beginning = "resize volume \"%s\" failed: ".formatted(name);
        return story.meanwhile(
                claim,
                "Resizing",
                "External resizer is resizing volume " + name,
                () -> story.of(claim, FAILED, beginning, () -> grow(claim, volume, size, beginning)));
    }

    private Reconciled grow(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size, String beginning) {
        PersistentVolumeClaim marked = write(claim, ResizeStatus.inProgress(claim, size, clock.instant()));
        return switch (finder.reach(volume, target -> operations.expand(new ExpandRequest(target, size, false)))) {
            case Outcome.Refused<Expanded> refused -> story.trouble(claim, FAILED, beginning, refused.refusal());
            case Outcome.Done<Expanded> done -> record(marked, volume, size, done.answer());
        };
    }

    private Reconciled record(PersistentVolumeClaim claim, PersistentVolume volume, Capacity size, Expanded expanded) {
        boolean isBlock = new ClaimView(claim).isBlock();
        recordOnVolume(volume, size, isBlock);
        if (isBlock) {
            write(claim, ResizeStatus.finished(claim, size));
            story.tell(claim, "VolumeResizeSuccessful", "Resize volume succeeded");
        } else {
            write(claim, ResizeStatus.leftToTheNode(claim, size, clock.instant()));
            story.tell(claim, "FileSystemResizeRequired", "Require file system resize of volume on node");
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
            volumes.patchCapacity(volume, size, isBlock ? null : Capacity.quantityOf(held.bytes()));
        }
    }

    private PersistentVolumeClaim write(PersistentVolumeClaim claim, PersistentVolumeClaimStatus wanted) {
        return wanted.equals(claim.getStatus()) ? claim : claims.patchResize(claim, wanted);
    }
}
