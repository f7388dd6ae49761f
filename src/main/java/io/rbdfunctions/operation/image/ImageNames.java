package io.rbdfunctions.operation.image;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which image belongs to a claim or a volume: always the same one, so that a retry finds what an earlier try made. */
public final class ImageNames {
    private static final String OF_CLAIM = "pvc-";

    private ImageNames() {}

    /**
     * The claim's uid decides where it is known, be it from the volume's name {@code pvc-<uid>}. Any other name of a volume
     * gives an image of its own, in the same form. Without either the name is random.
     */
    public static ImageName of(@Nullable ObjectName persistentVolume, @Nullable Uid claim) {
        if (claim != null) {
            return ImageName.ofClaim(claim);
        }
        return ImageName.ofClaim(persistentVolume == null ? Uid.random() : uidOf(persistentVolume));
    }

    /** What names a volume over an existing image that nothing else names: the same one each time. */
    public static Uid uidOf(ImageName image) {
        return uidAfter(ImageName.PROVISIONED, image.value()).orElseGet(() -> uidFrom(image.value()));
    }

    private static Uid uidOf(ObjectName persistentVolume) {
        return uidAfter(OF_CLAIM, persistentVolume.value()).orElseGet(() -> uidFrom(persistentVolume.value()));
    }

    private static Uid uidFrom(String name) {
        return new Uid(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private static Optional<Uid> uidAfter(String beginning, String name) {
        if (!name.startsWith(beginning)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Uid(name.substring(beginning.length())));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
