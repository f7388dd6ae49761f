package io.rbdfunctions.operation.csi;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * The image that a PersistentVolume names.
 *
 * @param dynamic the volume if it is a dynamic one, whose image only the journal knows for certain; otherwise null
 */
public record VolumeImage(ImageName name, @Nullable VolumeRef dynamic) {
    /**
     * As {@link #of}, for a request that changes the image.
     *
     * @throws RefusedException if only ceph-csi can change the image
     */
    public static VolumeImage toChange(PersistentVolume volume) {
        if (new VolumeView(volume).isEncrypted()) {
            throw new RefusedException(Reason.CONFLICT, "the volume " + DynamicVolumes.ENCRYPTED);
        }
        return of(volume);
    }

    /**
     * Reads the source of the volume.
     *
     * @throws InvalidValueException if the volume has no RBD image
     */
    public static VolumeImage of(PersistentVolume volume) {
        VolumeView view = new VolumeView(volume);
        ImageName image = new ImageName(view.image()
                .orElseThrow(() -> new InvalidValueException(
                        "the volume has no rbd image that is supported: its source is neither rbd nor a CSI driver for"
                                + " rbd with a valid volume handle")));
        return new VolumeImage(
                image,
                view.dynamicHandle()
                        .map(handle -> new VolumeRef(
                                new ObjectName(volume.getMetadata().getName()), handle))
                        .orElse(null));
    }

    /** The target of a request that reaches the image through a class. */
    public ImageTarget in(ClassSource classSource) {
        return new ImageTarget(name, classSource, dynamic);
    }
}
