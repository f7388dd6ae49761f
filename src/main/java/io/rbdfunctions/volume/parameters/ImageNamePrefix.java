package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** What the names of images begin with, before a UUID: 1 to 59 characters, so that the whole is an image name. */
public record ImageNamePrefix(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,58}");

    /** The default of ceph-csi. */
    public static final ImageNamePrefix DEFAULT = new ImageNamePrefix("csi-vol-");

    public ImageNamePrefix {
        Text.require(
                "name prefix",
                value,
                SAFE,
                "use 1 to 59 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'");
    }

    /** The name of the image of a volume. */
    public ImageName imageOf(VolumeUuid uuid) {
        return new ImageName(value + uuid);
    }

    @Override
    public String toString() {
        return value;
    }
}
