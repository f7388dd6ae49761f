package io.rbdfunctions.operation.clone.call;

import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/**
 * A request for a volume that begins as a copy of another one, or of a snapshot.
 *
 * @param volume the new volume
 * @param hasSize whether the size of the volume was requested; otherwise it gets that of the source
 */
public record CloneRequest(ProvisionRequest volume, boolean hasSize, CloneSource source)
        implements VolumeRequest<Cloned> {
    /** The same request for another source. */
    public CloneRequest from(CloneSource other) {
        return new CloneRequest(volume, hasSize, other);
    }

    @Override
    public String verb() {
        return "clone";
    }

    @Override
    public ClassSource classSource() {
        return volume.classSource();
    }

    @Override
    public OperationSubject subject() {
        return volume.subject();
    }
}
