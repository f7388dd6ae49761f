package io.rbdfunctions.rbd.value;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.regex.Pattern;

/** The key of image metadata: 1 to 253 of {@code A-Z a-z 0-9 . _ / -}, beginning with a letter or digit. */
public record MetadataKey(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,252}");

    public MetadataKey {
        if (!SAFE.matcher(value).matches()) {
            throw new InvalidValueException("invalid image metadata key");
        }
    }
}
