package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.Capacity;

/** A request to grow an image to at least {@code size}. */
public record ExpandRequest(ImageTarget target, Capacity size, boolean dryRun) implements VolumeRequest<Expanded> {
    @Override
    public String verb() {
        return "expand";
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
