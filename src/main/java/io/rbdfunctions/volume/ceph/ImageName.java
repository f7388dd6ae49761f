package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/**
 * The name of an RBD image: 1 to 95 of {@code A-Z a-z 0-9 _ . -}, the first one a letter, a digit or {@code _}.
 *
 * <p>{@code rbd} takes {@code /} and {@code @} in a name for a pool and a snapshot, and a leading {@code -} for an
 * option, so none of them can stand in one. 95 is librbd's {@code RBD_MAX_IMAGE_NAME_SIZE} less its end mark.
 */
public record ImageName(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,94}");
    /** What the names of images of claims begin with. */
    public static final String PROVISIONED = "kubernetes-dynamic-pvc-";

    public ImageName {
        Text.require(
                "image name",
                value,
                SAFE,
                "use 1 to 95 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'");
    }

    /** The image of a claim: one name for every attempt, so that a retry finds what an earlier one made. */
    public static ImageName ofClaim(Uid uid) {
        return new ImageName(PROVISIONED + uid.value());
    }

    /** Whether the name has the form that the replaced systems and this one give (rule P16). */
    public boolean isProvisioned() {
        return value.startsWith(PROVISIONED);
    }

    @Override
    public String toString() {
        return value;
    }
}
