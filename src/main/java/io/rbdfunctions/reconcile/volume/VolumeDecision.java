package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.reconcile.volume.VolumeAction.DeleteImage;
import io.rbdfunctions.reconcile.volume.VolumeAction.LetGo;
import io.rbdfunctions.reconcile.volume.VolumeAction.Nothing;

/** Decides what a volume needs. Pure: the same object, the same decision. */
public final class VolumeDecision {
    private VolumeDecision() {}

    public static VolumeAction of(PersistentVolume object, String ours) {
        VolumeView volume = new VolumeView(object);
        if (!volume.isProvisionedBy(ours)) {
            return new Nothing("it was not made by us");
        }
        return volume.isTerminating() ? terminating(volume) : living(volume);
    }

    private static VolumeAction living(VolumeView volume) {
        if (!volume.isReleased()) {
            return new Nothing("its phase is " + volume.phase());
        }
        return volume.isToBeDeleted() ? new DeleteImage() : new Nothing("it is to be retained");
    }

    private static VolumeAction terminating(VolumeView volume) {
        if (!volume.hasOurFinalizer()) {
            return new Nothing("it is being deleted, and nothing is left for us to do");
        }
        if (!volume.isToBeDeleted()) {
            return new LetGo("its image is retained");
        }
        if (volume.isReleased()) {
            return new DeleteImage();
        }
        // No claim ever said that the data is no longer wanted: it may be an adopted image.
        return volume.hasClaim()
                ? new Nothing("it is being deleted, and still " + volume.phase())
                : new LetGo("it was never bound");
    }
}
