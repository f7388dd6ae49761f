package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/** A request for the state of an image. */
public record InspectRequest(ImageTarget target) implements VolumeRequest<ImageReport> {
    @Override
    public String verb() {
        return "info";
    }

    @Override
    public ClassSource classSource() {
        return target.classSource();
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.ofImage(target.image());
    }
}
