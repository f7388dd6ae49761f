package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import org.jspecify.annotations.Nullable;

/** What a volume and its image are called; the same on every attempt where the request names anything at all. */
public record VolumeIdentity(ObjectName volume, ImageName image) {

    public static VolumeIdentity of(ProvisionRequest request) {
        ClaimRef claim = request.claim();
        ObjectName volume = request.persistentVolumeName();
        if (volume == null) {
            volume = new ObjectName("pvc-" + uid(claim, request.existingImage()));
        }
        ImageName image = request.existingImage();
        return new VolumeIdentity(
                volume, image == null ? ImageNames.of(volume, claim == null ? null : claim.uid()) : image);
    }

    private static Uid uid(@Nullable ClaimRef claim, @Nullable ImageName existing) {
        if (claim != null) {
            return claim.uid();
        }
        return existing == null ? Uid.random() : ImageNames.uidOf(existing);
    }
}
