package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.InvalidValueException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
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

    private static Uid uidOf(ObjectName persistentVolume) {
        return uidIn(persistentVolume).orElseGet(() -> {
            byte[] name = persistentVolume.value().getBytes(StandardCharsets.UTF_8);
            return new Uid(UUID.nameUUIDFromBytes(name).toString());
        });
    }

    private static Optional<Uid> uidIn(ObjectName persistentVolume) {
        if (!persistentVolume.value().startsWith(OF_CLAIM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Uid(persistentVolume.value().substring(OF_CLAIM.length())));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
