package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.reconcile.volume.VolumeAction.DeleteImage;
import io.rbdfunctions.reconcile.volume.VolumeAction.Nothing;
import io.rbdfunctions.reconcile.volume.VolumeAction.RemoveFinalizer;

/** Decides what work a volume needs. A pure function without side effects. */
public final class VolumeDecision {
    private VolumeDecision() {}

    public static VolumeAction of(PersistentVolume object, String provisionerName) {
        VolumeView volume = new VolumeView(object);
        if (!volume.isProvisionedBy(provisionerName)) {
            return new Nothing("it belongs to another provisioner");
        }
        return volume.isTerminating() ? terminating(volume) : notTerminating(volume);
    }

    private static VolumeAction notTerminating(VolumeView volume) {
        if (!volume.isReleased()) {
            return new Nothing("its phase is " + volume.phase());
        }
        return volume.hasDeletePolicy() ? new DeleteImage() : new Nothing("its reclaim policy is not Delete");
    }

    private static VolumeAction terminating(VolumeView volume) {
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
