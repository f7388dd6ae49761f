package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import org.jspecify.annotations.Nullable;

/** The names of a volume and its image. They are the same on every attempt, except for anonymous requests. */
public record VolumeIdentity(ObjectName volume, ImageName image) {
    static VolumeIdentity of(ProvisionRequest request) {
        ClaimRef claim = request.claim();
        ImageName existing = request.existingImage();
        ObjectName volume = request.persistentVolumeName();
        if (volume == null) {
            volume = new ObjectName("pvc-" + uid(claim, existing));
        }
        return new VolumeIdentity(
                volume, existing == null ? ImageNames.of(volume, claim == null ? null : claim.uid()) : existing);
    }

    private static Uid uid(@Nullable ClaimRef claim, @Nullable ImageName existing) {
        if (claim != null) {
            return claim.uid();
        }
        return existing == null ? Uid.random() : ImageNames.uidOf(existing);
    }
}
