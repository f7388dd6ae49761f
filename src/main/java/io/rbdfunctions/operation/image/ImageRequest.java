package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/** A request for an existing image. */
public interface ImageRequest<A extends VolumeAnswer> extends VolumeRequest<A> {
    ImageTarget target();

    @Override
    default ClassSource classSource() {
        return target().classSource();
    }

    @Override
    default OperationSubject subject() {
        VolumeRef volume = target().volume();
        return volume == null
                ? OperationSubject.ofImage(target().image())
                : OperationSubject.of(null, volume.name(), target().isNamedByVolume() ? null : target().image());
    }
}
