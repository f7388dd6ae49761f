package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.validation.Text;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an RBD image: 1 to 95 of {@code A-Z a-z 0-9 _ . -}, beginning with a letter, a digit or {@code _}.
 *
 * <p>{@code rbd} would read {@code /} and {@code @} as separators of pool and snapshot, and a leading {@code -} as an
 * option. The length is limited by librbd's {@code RBD_MAX_IMAGE_NAME_SIZE}.
 */
public record ImageName(String value) {
    /** The number of characters of the longest name. */
    public static final int LONGEST = 95;

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,94}");
    /** The prefix of the images of claims. */
    private static final String PROVISIONED = "kubernetes-dynamic-pvc-";

    private static final String UUID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    /** The names of ceph-csi, unless a class sets another prefix. */
    private static final Pattern DYNAMIC = Pattern.compile("csi-vol-" + UUID);

    /** The image of a snapshot, the one between a cloned claim and its source, and those of a rollback. */
    private static final Pattern AUXILIARY = Pattern.compile(
            "csi-snap-%s|(?:csi-vol-|%s)%s-(?:temp|rollback|before)".formatted(UUID, PROVISIONED, UUID));

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
        return uidIn(value).isPresent();
    }

    /**
     * The uid in the name of a provisioned image: that of the claim, or a random one if ceph-csi made the image. Empty for a name
     * of another form.
     */
    public static Optional<String> uidIn(String name) {
        if (name.startsWith(PROVISIONED) && !AUXILIARY.matcher(name).matches()) {
            return Optional.of(name.substring(PROVISIONED.length()));
        }
        Matcher dynamic = DYNAMIC.matcher(name);
        return dynamic.matches() ? Optional.of(dynamic.group(1)) : Optional.empty();
    }

    /**
     * Whether an expired image with this name is purged from the trash: those of volumes and of snapshots are, and
     * those that a volume had before a rollback.
     */
    public static boolean isPurgeable(String name) {
        return uidIn(name).isPresent() || isAuxiliary(name);
    }

    /** The uuid in the name of a snapshot's image; empty for a name of another form. */
    public static Optional<String> uuidOfSnapshot(String name) {
        Matcher auxiliary = AUXILIARY.matcher(name);
        return auxiliary.matches() ? Optional.ofNullable(auxiliary.group(1)) : Optional.empty();
    }

    /**
     * Whether an image with this name is that of a snapshot, or between a cloned claim and its source. While it is made, its source
     * has a snapshot of the same name.
     */
    public static boolean isAuxiliary(String name) {
        return AUXILIARY.matcher(name).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
