package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** A snapshot of an image. {@code toString} returns {@code pool/image@snapshot} or {@code pool/namespace/image@snapshot}. */
public record SnapshotRef(ImageRef image, SnapshotName name) {
    /**
     * The name of a snapshot of an RBD image: as that of an image, since {@code rbd} would read other characters as separators or
     * as an option, and since ceph-csi names snapshots after images.
     */
    public record SnapshotName(String value) {
        private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,94}");

        public SnapshotName {
            Text.require(
                    "snapshot name",
                    value,
                    SAFE,
                    "use 1 to 95 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'");
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A snapshot with the name of another image, as ceph-csi has them. */
    public static SnapshotRef named(ImageRef image, ImageName name) {
        return new SnapshotRef(image, new SnapshotName(name.value()));
    }

    @Override
    public String toString() {
        return image + "@" + name;
    }
}
