package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * A request to restore a deleted image.
 *
 * @param image its former name; null if only the id is given
 * @param id its id in the trash; null if only the name is given
 * @param as the new name; null for the former name
 * @param volume the volume to build for it
 */
public record RestoreRequest(
        @Nullable ImageName image,
        @Nullable ImageId id,
        @Nullable ImageName as,
        ProvisionRequest volume) implements VolumeRequest<Restored> {
    public RestoreRequest {
        if (image == null && id == null) {
            throw new IllegalArgumentException("neither a name nor an id");
        }
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
        return OperationSubject.ofImage(image);
    }

    /** The name of the restored image; null if only the trash contains it. */
    @Nullable ImageName target() {
        return as == null ? image : as;
    }
}
