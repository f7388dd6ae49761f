package io.rbdfunctions.operation.attributes;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;

/** The answer to a {@link ModifyRequest}; {@code changed} says whether the image had other attributes before. */
public record Modified(ImageRef image, boolean changed) implements VolumeAnswer {
    @Override
    public String actionText() {
        return changed ? "modified" : "already modified";
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, null);
    }
}
