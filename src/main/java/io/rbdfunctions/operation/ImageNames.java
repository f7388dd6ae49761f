package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names images after what they are for, so that every attempt at one volume finds the same image. */
public final class ImageNames {
    private static final Pattern OF_CLAIM = Pattern.compile("pvc-([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)");

    private ImageNames() {}

    /** After the claim's uid, or that in the volume's name, or the volume's name itself; at random after neither. */
    public static ImageName of(@Nullable ObjectName volume, @Nullable Uid claim) {
        if (claim != null) {
            return ImageName.ofClaim(claim);
        }
        return ImageName.ofClaim(volume == null ? Uid.random() : uidOf(volume));
    }

    private static Uid uidOf(ObjectName volume) {
        Matcher ofClaim = OF_CLAIM.matcher(volume.value());
        if (ofClaim.matches()) {
            return new Uid(ofClaim.group(1));
        }
        byte[] name = volume.value().getBytes(StandardCharsets.UTF_8);
        return new Uid(UUID.nameUUIDFromBytes(name).toString());
    }
}
