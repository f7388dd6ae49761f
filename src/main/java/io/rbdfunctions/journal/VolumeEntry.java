package io.rbdfunctions.journal;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import org.jspecify.annotations.Nullable;

/**
 * What is written into the journal for a new volume or snapshot.
 *
 * @param requestName the name of the PersistentVolume
 * @param image ends with the uuid, since ceph-csi takes the uuid from there when it deletes the volume
 * @param owner the namespace of the claim; null without a claim
 * @param source of a snapshot: the image that it is taken of; null for a volume
 */
public record VolumeEntry(
        ObjectName requestName,
        VolumeUuid uuid,
        ImageName image,
        @Nullable ObjectName owner,
        @Nullable ImageName source) {
    /** A volume. */
    public VolumeEntry(ObjectName requestName, VolumeUuid uuid, ImageName image, @Nullable ObjectName owner) {
        this(requestName, uuid, image, owner, null);
    }

    public VolumeEntry {
        if (!image.value().endsWith(uuid.value())) {
            throw new IllegalArgumentException("the image name does not end with the uuid of the volume");
        }
    }

    /** The same volume with a uuid that was reserved earlier, and the same prefix of the image name. */
    VolumeEntry withUuid(VolumeUuid reserved) {
        String prefix =
                image.value().substring(0, image.value().length() - uuid.value().length());
        return new VolumeEntry(requestName, reserved, new ImageName(prefix + reserved), owner, source);
    }
}
