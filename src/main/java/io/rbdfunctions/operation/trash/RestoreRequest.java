package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * A deleted image that is wanted back.
 *
 * @param image the name it had; null where only the id is known
 * @param id its id in the trash; null where the name tells it
 * @param as the name that it is to have; null for the one it had
 * @param volume the volume over it, as it is wanted
 */
public record RestoreRequest(
        @Nullable ImageName image,
        @Nullable TrashId id,
        @Nullable ImageName as,
        ProvisionRequest volume) implements VolumeRequest<Restored> {

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
        return OperationSubject.image(image);
    }

    public RestoreRequest {
        if (image == null && id == null) {
            throw new IllegalArgumentException("neither a name nor an id");
        }
    }

    /** The name that it will have, or has been given by an earlier request; null where only the trash knows it. */
    @Nullable ImageName target() {
        return as == null ? image : as;
    }
}
