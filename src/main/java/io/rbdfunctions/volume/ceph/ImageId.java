package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.regex.Pattern;

/** The id that Ceph assigns to an image, unique in the trash: 1 to 64 lower case letters and digits. */
public record ImageId(String value) {
    private static final Pattern SAFE = Pattern.compile("[0-9a-z]{1,64}");

    public ImageId {
        if (!SAFE.matcher(value).matches()) {
            throw new InvalidValueException("invalid image id: give the id that the trash lists, such as 1005ddb30304");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
