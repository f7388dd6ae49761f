package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import org.jspecify.annotations.Nullable;

/**
 * The existing image of a request.
 *
 * @param image of a dynamic volume: the name to expect; the journal has the right one
 * @param classSource the class that leads to the cluster and the pool
 * @param volume the volume of the image; null if the request names only the image
 */
public record ImageTarget(
        ImageName image, ClassSource classSource, @Nullable VolumeRef volume) {
    /**
     * A volume that may be a dynamic one, which ceph-csi's journal describes.
     *
     * @param name of the PersistentVolume
     * @param handle null if the request names the volume only by its name
     */
    public record VolumeRef(ObjectName name, @Nullable VolumeHandle handle) {}

    /** An image that is named by its name. */
    public ImageTarget(ImageName image, ClassSource classSource) {
        this(image, classSource, null);
    }
}
