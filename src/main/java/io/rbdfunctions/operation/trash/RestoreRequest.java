package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.ImageTarget.ExistingClaim;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * A request to restore a deleted image.
 *
 * @param image its former name; null if it is not given
 * @param id its id in the trash; null if it is not given
 * @param as the new name; null for the former name
 * @param volume the volume to build for it; without a name and an id, also whose image it was
 */
public record RestoreRequest(
        @Nullable ImageName image,
        @Nullable ImageId id,
        @Nullable ImageName as,
        ProvisionRequest volume) implements VolumeRequest<Restored> {
    public RestoreRequest {
        if (image == null && id == null && volumeOf(volume) == null) {
            throw new IllegalArgumentException("nothing names the image");
        }
    }

    /** The volume whose image it was, if the request gives neither its name nor its id; otherwise null. */
    public @Nullable VolumeRef named() {
        return image == null && id == null ? volumeOf(volume) : null;
    }

    private static @Nullable VolumeRef volumeOf(ProvisionRequest volume) {
        ClaimRef claimRef = volume.claim();
        ObjectName name = volume.persistentVolumeName();
        ExistingClaim claim = claimRef == null ? null : new ExistingClaim(claimRef.uid(), claimRef.key());
        if (name != null) {
            return new VolumeRef(name, null, claim);
        }
        return claim == null ? null : VolumeRef.of(claim);
    }

    /**
     * The same request for an image that was found.
     *
     * @param name its name in the pool, if it was restored already; null if it is in the trash
     */
    public RestoreRequest of(@Nullable ImageName name, ImageId found) {
        return new RestoreRequest(name, found, as, volume);
    }

    @Override
    public String verb() {
        return "restore";
    }

    @Override
    public ClassSource classSource() {
        return volume.classSource();
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(volume.claim(), volume.persistentVolumeName(), image);
    }

    /** The name of the restored image; null if only the trash contains it. */
    @Nullable ImageName target() {
        return as == null ? image : as;
    }
}
