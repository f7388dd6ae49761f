package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import org.jspecify.annotations.Nullable;

/** What a volume and its image are called; the same on every attempt where the request names anything at all. */
record VolumeIdentity(ObjectName volume, ImageName image) {

    static VolumeIdentity of(ProvisionRequest request) {
        ClaimRef claim = request.claim();
        ObjectName volume = request.persistentVolumeName();
        if (volume == null) {
            volume = new ObjectName("pvc-" + uid(claim));
        }
        return new VolumeIdentity(volume, ImageNames.of(volume, claim == null ? null : claim.uid()));
    }

    private static Uid uid(@Nullable ClaimRef claim) {
        return claim == null ? Uid.random() : claim.uid();
    }
}
