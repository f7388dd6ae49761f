package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;

/**
 * The image of a dynamic volume or of a snapshot, as the journal has it. It may be missing.
 *
 * @param pool by which it was found
 */
public record JournaledImage(CsiPool pool, JournaledVolume journaled) {
    public VolumeHandle handle() {
        return journaled.handle(pool.cluster());
    }

    public ImageRef image() {
        return DynamicVolumes.imageOf(journaled);
    }
}
