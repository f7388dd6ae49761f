package io.rbdfunctions.operation.attributes;

import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.ObjectName;

/** A request to give an image the attributes of a VolumeAttributesClass. */
public record ModifyRequest(ImageTarget target, ObjectName attributesClass) implements ImageRequest<Modified> {
    @Override
    public String verb() {
        return "modify";
    }
}
