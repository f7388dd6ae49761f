package io.rbdfunctions.volume.csi;

import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.Text;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The uuid of a volume of ceph-csi: 36 characters, the hex digits in lower case. */
public record VolumeUuid(String value) {
    static final String FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int LENGTH = 36;
    private static final Pattern PATTERN = Pattern.compile(FORM);

    public VolumeUuid {
        Text.require("volume uuid", value, PATTERN, "use 36 characters such as 6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");
    }

    /** Whether the text has the form of a uuid. */
    public static boolean isOne(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** The uuid of a claim's volume: the uid of the claim, or its hash if the uid is no uuid. */
    public static VolumeUuid of(Uid uid) {
        return new VolumeUuid(
                isOne(uid.value())
                        ? uid.value()
                        : UUID.nameUUIDFromBytes(uid.value().getBytes(StandardCharsets.UTF_8))
                                .toString());
    }

    /** The uuid at the end of an image's name, from where ceph-csi takes it when it deletes the volume; empty if there is none. */
    public static Optional<VolumeUuid> atEndOf(ImageName image) {
        int start = image.value().length() - LENGTH;
        return start >= 0 && PATTERN.matcher(image.value().substring(start)).matches()
                ? Optional.of(new VolumeUuid(image.value().substring(start)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
