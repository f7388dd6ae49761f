package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import org.jspecify.annotations.Nullable;

/**
 * The existing image of a request.
 *
 * @param image of a volume: the name to expect; the journal of a dynamic volume, the PersistentVolume or the tags have the right one
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
     * @param claim null unless the request names the claim instead of the volume
     */
    public record VolumeRef(
            ObjectName name,
            @Nullable VolumeHandle handle,
            @Nullable ExistingClaim claim) {
        public VolumeRef(ObjectName name, @Nullable VolumeHandle handle) {
            this(name, handle, null);
        }

        /** The volume that is made for a claim. */
        public static VolumeRef of(ExistingClaim claim) {
            return new VolumeRef(new ObjectName("pvc-" + claim.uid()), null, claim);
        }

        /** What the request names, for messages. */
        @Override
        public String toString() {
            return claim == null ? "volume " + name : "claim " + claim;
        }
    }

    /**
     * The claim of an existing volume.
     *
     * @param key null if the request does not name it
     */
    public record ExistingClaim(Uid uid, @Nullable ObjectKey key) {
        @Override
        public String toString() {
            return key == null ? uid.toString() : "%s (%s)".formatted(key, uid);
        }
    }

    /** An image that is named by its name. */
    public ImageTarget(ImageName image, ClassSource classSource) {
        this(image, classSource, null);
    }

    /** Whether the request names a volume, whose image is not known yet. */
    public boolean isNamedByVolume() {
        return volume != null && volume.handle() == null;
    }
}
