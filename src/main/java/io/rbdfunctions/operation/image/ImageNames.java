package io.rbdfunctions.operation.image;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Derives the image name from a claim or a volume, deterministically, so that a retry finds the image of an earlier attempt. */
public final class ImageNames {
    private static final String VOLUME_PREFIX = "pvc-";

    private ImageNames() {}

    /**
     * Uses the claim's uid, or the uid in a volume name of the form {@code pvc-<uid>}. Any other volume name is hashed to a
     * uid. Without both, the name is random.
     */
    public static ImageName of(@Nullable ObjectName persistentVolume, @Nullable Uid claim) {
        if (claim != null) {
            return ImageName.ofClaim(claim);
        }
        return ImageName.ofClaim(persistentVolume == null ? Uid.random() : uidOf(persistentVolume));
    }

    /** The uid in the name of a volume for an existing image, if the request names neither a volume nor a claim. */
    public static Uid uidOf(ImageName image) {
        return uidOf(ImageName.PROVISIONED, image.value());
    }

    private static Uid uidOf(ObjectName persistentVolume) {
        return uidOf(VOLUME_PREFIX, persistentVolume.value());
    }

    private static Uid uidOf(String prefix, String name) {
        if (name.startsWith(prefix)) {
            try {
                return new Uid(name.substring(prefix.length()));
            } catch (InvalidValueException _) {
                // Not the uid of an object: hash the whole name.
            }
        }
        return new Uid(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
