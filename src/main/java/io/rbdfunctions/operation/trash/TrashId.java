package io.rbdfunctions.operation.trash;

import io.rbdfunctions.rbd.value.ImageId;

/** What tells an image in the trash from others of its name; throws {@code InvalidValueException} when it is no id. */
public record TrashId(String value) {
    public TrashId {
        new ImageId(value);
    }

    ImageId imageId() {
        return new ImageId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
