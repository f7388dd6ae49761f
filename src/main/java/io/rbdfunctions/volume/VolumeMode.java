package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;

/** The volume modes of the Kubernetes API. {@code toString} returns the name in the API. */
public enum VolumeMode {
    FILESYSTEM("Filesystem"),
    BLOCK("Block");

    private final String apiName;

    VolumeMode(String apiName) {
        this.apiName = apiName;
    }

    public static VolumeMode parse(String text) {
        return switch (text) {
            case "Filesystem" -> FILESYSTEM;
            case "Block" -> BLOCK;
            default ->
                throw new InvalidValueException(
                        "invalid volumeMode %s: use Filesystem or Block".formatted(Text.quoted(text)));
        };
    }

    @Override
    public String toString() {
        return apiName;
    }
}
