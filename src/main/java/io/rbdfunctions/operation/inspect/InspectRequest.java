package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.ImageTarget;

/** A request for the state of an image. */
public record InspectRequest(ImageTarget target) implements ImageRequest<ImageReport> {
    @Override
    public String verb() {
        return "info";
    }
}
