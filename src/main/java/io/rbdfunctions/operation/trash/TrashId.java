package io.rbdfunctions.operation.trash;

import io.rbdfunctions.rbd.command.TrashCommand.ImageId;

/**
 * The id of an image, which is unique in the trash. The constructor throws {@code InvalidValueException} for an invalid
 * value.
 */
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
