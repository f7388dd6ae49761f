package io.rbdfunctions.journal;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import org.jspecify.annotations.Nullable;

/**
 * A volume as the journal describes it.
 *
 * @param poolId the pool of the image
 * @param requestName the name of the PersistentVolume
 * @param imageId null until it is recorded
 * @param isEncrypted whether ceph-csi encrypts the image
 * @param isGrouped whether the volume belongs to a volume group of ceph-csi
 * @param source of a snapshot: the image that it was taken of; null for a volume
 */
public record JournaledVolume(
        JournalLocation location,
        PoolId poolId,
        ObjectName requestName,
        VolumeUuid uuid,
        ImageName image,
        @Nullable ImageId imageId,
        boolean isEncrypted,
        boolean isGrouped,
        @Nullable ImageName source) {
    public VolumeHandle handle(ClusterId clusterId) {
        return new VolumeHandle(clusterId, poolId, uuid);
    }

    static JournaledVolume of(JournalLocation location, PoolId poolId, VolumeUuid uuid, StoredKeys keys) {
        return new JournaledVolume(
                location,
                poolId,
                keys.requestName(),
                uuid,
                keys.image(uuid),
                keys.imageId().orElse(null),
                keys.has(JournalKeys.ENCRYPTION),
                keys.has(JournalKeys.GROUP),
                keys.source().orElse(null));
    }
}
