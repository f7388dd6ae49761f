package io.rbdfunctions.rbd.value;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.regex.Pattern;

/** The value of image metadata: 1 to 1024 printable ASCII characters without a leading dash, which starts an option. */
public record MetadataValue(String value) {
    private static final Pattern SAFE = Pattern.compile("(?!-)[ -~]{1,1024}");

    public MetadataValue {
        if (!SAFE.matcher(value).matches()) {
            throw new InvalidValueException(
                    "invalid image metadata: use up to 1024 printable characters, the first one no dash");
        }
    }
}
