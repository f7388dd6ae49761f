package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;

/** The work that a volume needs. Decided by a pure function without side effects. */
public sealed interface VolumeDecision {
    record Nothing(String reason) implements VolumeDecision {}

    /** The claim is gone: delete the image, then the volume. */
    record DeleteImage() implements VolumeDecision {}

    /** Delete the image if the claim no longer exists, which the phase does not tell. */
    record DeleteUnclaimedImage() implements VolumeDecision {}

    /** The volume has the capacity of a growth that the node has to finish: clean up if it has. */
    record CheckGrowth() implements VolumeDecision {}

    /** The volume is being deleted but its image is kept: only remove the finalizer. */
    record RemoveFinalizer(String reason) implements VolumeDecision {}

    static VolumeDecision of(PersistentVolume object, String provisionerName) {
        VolumeView volume = new VolumeView(object);
        if (!volume.isProvisionedBy(provisionerName)) {
            return new Nothing("it belongs to another provisioner");
        }
        return volume.isTerminating() ? terminating(volume) : notTerminating(volume);
    }

    private static VolumeDecision notTerminating(VolumeView volume) {
        return switch (volume.phase()) {
            // Failed: the controller manager could not delete a released volume, since it knows in-tree rbd no longer.
            case "Released", "Failed" ->
                volume.hasDeletePolicy() ? deletion(volume) : new Nothing("its reclaim policy is not Delete");
            case "Bound" -> volume.isBeingGrown() ? new CheckGrowth() : new Nothing("its phase is Bound");
            default -> new Nothing("its phase is " + volume.phase());
        };
    }

    private static VolumeDecision deletion(VolumeView volume) {
        if (volume.isReleased()) {
            return new DeleteImage();
        }
        return volume.wasClaimed() ? new DeleteUnclaimedImage() : new Nothing("it names no claim");
    }

    private static VolumeDecision terminating(VolumeView volume) {
        if (!volume.hasOurFinalizer()) {
            return new Nothing("it is being deleted and does not have the finalizer");
        }
        if (!volume.hasDeletePolicy()) {
            return new RemoveFinalizer("the reclaim policy is not Delete");
        }
        // Without a claim nobody asked for the data to be deleted: the image may be an adopted one.
        if (!volume.wasClaimed() && !volume.phase().equals("Bound")) {
            return new RemoveFinalizer("the volume was never bound");
        }
        return volume.phase().equals("Bound")
                ? new Nothing("it is being deleted, but its phase is Bound")
                : deletion(volume);
    }
}
