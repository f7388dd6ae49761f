package io.rbdfunctions.volume.ceph;

/** A snapshot of an image. {@code toString} returns {@code pool/image@snapshot} or {@code pool/namespace/image@snapshot}. */
public record SnapshotRef(ImageRef image, SnapshotName name) {
    /** A snapshot with the name of another image, as ceph-csi has them. */
    public static SnapshotRef named(ImageRef image, ImageName name) {
        return new SnapshotRef(image, new SnapshotName(name.value()));
    }

    @Override
    public String toString() {
        return image + "@" + name;
    }
}
