package io.rbdfunctions.volume.ceph;

/** Pool and name of an image. {@code toString} returns {@code pool/name}. */
public record ImageRef(PoolName pool, ImageName name) {
    public static ImageRef of(String pool, String name) {
        return new ImageRef(new PoolName(pool), new ImageName(name));
    }

    @Override
    public String toString() {
        return pool + "/" + name;
    }
}
