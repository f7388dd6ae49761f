package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;

/** The work that a volume needs. Decided by a pure function without side effects. */
public sealed interface VolumeDecision {
    record Nothing(String reason) implements VolumeDecision {}

    /** The claim is gone: delete the image, then the volume. */
    record DeleteImage() implements VolumeDecision {}

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
        if (!volume.isReleased()) {
            return new Nothing("its phase is " + volume.phase());
        }
        return volume.hasDeletePolicy() ? new DeleteImage() : new Nothing("its reclaim policy is not Delete");
    }

    private static VolumeDecision terminating(VolumeView volume) {
        if (!volume.hasOurFinalizer()) {
            return new Nothing("it is being deleted and does not have the finalizer");
        }
        if (!volume.hasDeletePolicy()) {
            return new RemoveFinalizer("the reclaim policy is not Delete");
        }
        if (volume.isReleased()) {
            return new DeleteImage();
        }
        // Without a claim nobody asked for the data to be deleted: the image may be an adopted one.
        return volume.hasClaim()
                ? new Nothing("it is being deleted, but its phase is " + volume.phase())
                : new RemoveFinalizer("the volume was never bound");
    }
}
