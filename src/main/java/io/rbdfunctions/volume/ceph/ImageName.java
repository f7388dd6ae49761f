package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/**
 * The name of an RBD image: 1 to 95 of {@code A-Z a-z 0-9 _ . -}, beginning with a letter, a digit or {@code _}.
 *
 * <p>{@code rbd} would read {@code /} and {@code @} as separators of pool and snapshot, and a leading {@code -} as an
 * option. The length is limited by librbd's {@code RBD_MAX_IMAGE_NAME_SIZE}.
 */
public record ImageName(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,94}");
    /** The prefix of the images of claims. */
    public static final String PROVISIONED = "kubernetes-dynamic-pvc-";

    public ImageName {
        Text.require(
                "image name",
                value,
                SAFE,
                "use 1 to 95 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'");
    }

    /** The image of a claim. Depends only on the uid, so that a retry finds the image of an earlier attempt. */
    public static ImageName ofClaim(Uid uid) {
        return new ImageName(PROVISIONED + uid.value());
    }

    /** Whether the image was provisioned for a claim, by this system or by those it replaces (rule P16). */
    public boolean isProvisioned() {
        return value.startsWith(PROVISIONED);
    }

    @Override
    public String toString() {
        return value;
    }
}
