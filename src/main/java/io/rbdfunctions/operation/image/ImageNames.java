package io.rbdfunctions.operation.image;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
        return ImageName.uidIn(image.value()).flatMap(ImageNames::valid).orElseGet(() -> hash(image.value()));
    }

    /** The uid in the name of a volume, or its hash. */
    public static Uid uidOf(ObjectName persistentVolume) {
        String name = persistentVolume.value();
        return Optional.of(name)
                .filter(text -> text.startsWith(VOLUME_PREFIX))
                .flatMap(text -> valid(text.substring(VOLUME_PREFIX.length())))
                .orElseGet(() -> hash(name));
    }

    private static Optional<Uid> valid(String uid) {
        try {
            return Optional.of(new Uid(uid));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private static Uid hash(String name) {
        return new Uid(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
