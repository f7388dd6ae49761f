package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.reconcile.claim.ClaimAction.LookAtVolume;
import io.rbdfunctions.reconcile.claim.ClaimAction.Nothing;
import io.rbdfunctions.reconcile.claim.ClaimAction.Provision;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import java.util.Optional;

/** Decides what a claim needs. Pure: the same objects, the same decision. */
public final class ClaimDecision {
    private ClaimDecision() {}

    /** From the claim alone, be it as it is now or as an event shows it. */
    public static ClaimAction of(PersistentVolumeClaim object, String ours) {
        ClaimView claim = new ClaimView(object);
        Optional<String> provisioner = claim.provisioner();
        if (provisioner.isPresent() && !provisioner.get().equals(ours)) {
            return new Nothing("it is for " + provisioner.get());
        }
        if (claim.isTerminating()) {
            return new Nothing("it is being deleted");
        }
        return switch (claim.phase()) {
            case "Pending" -> pending(claim);
            case "Bound" -> bound(claim);
            default -> new Nothing("its phase is " + claim.phase());
        };
    }

    private static ClaimAction pending(ClaimView claim) {
        if (claim.volumeName().isPresent()) {
            return new Nothing("it is being bound to " + claim.volumeName().get());
        }
        return claim.provisioner().isPresent() ? new Provision() : new Nothing("nobody is asked to provision it yet");
    }

    private static ClaimAction bound(ClaimView claim) {
        Optional<Capacity> request = claim.request();
        Optional<Capacity> capacity = claim.capacity();
        if (request.isEmpty() || capacity.isEmpty() || claim.volumeName().isEmpty()) {
            return new Nothing("it is bound, to a volume of unknown size");
        }
        if (request.get().compareTo(capacity.get()) <= 0) {
            return new Nothing("it has what it asks for");
        }
        if (claim.isLeftToTheNode(request.get())) {
            return new Nothing("the node is to grow its file system");
        }
        return new LookAtVolume(new ObjectName(claim.volumeName().get()));
    }

    /** For a claim that wants more than it has. */
    static GrowthAction withVolume(PersistentVolumeClaim object, PersistentVolume persistentVolume, String ours) {
        ClaimView claim = new ClaimView(object);
        VolumeView volume = new VolumeView(persistentVolume);
        if (!volume.isProvisionedBy(ours)) {
            return new GrowthAction.Nothing("its volume was not made by us");
        }
        if (volume.isTerminating()) {
            return new GrowthAction.Nothing("its volume is being deleted");
        }
        if (!volume.isFor(object.getMetadata().getUid())) {
            return new GrowthAction.Nothing("its volume is bound to another claim");
        }
        Optional<Capacity> request = claim.request();
        Optional<Capacity> holds = volume.capacity();
        if (request.isEmpty() || holds.isEmpty()) {
            return new GrowthAction.Nothing("its volume is of unknown size");
        }
        boolean isGrown = holds.get().compareTo(request.get()) >= 0;
        // Servers without the RecoverVolumeExpansionFailure feature keep no allocated resources, only this.
        if (isGrown && !claim.isBlock() && claim.hasCondition("FileSystemResizePending")) {
            return new GrowthAction.Nothing("the node is to grow its file system");
        }
        return new GrowthAction.Expand(isGrown ? holds.get() : request.get().roundedUp());
    }
}
