package io.rbdfunctions.volume.ceph;

/** Pool, RADOS namespace and name of an image. {@code toString} returns {@code pool/name} or {@code pool/namespace/name}. */
public record ImageRef(PoolSpec poolSpec, ImageName name) {
    /** An image in the default namespace of the pool. */
    public ImageRef(PoolName pool, ImageName name) {
        this(PoolSpec.of(pool), name);
    }

    /** An image in the default namespace of the pool. */
    public static ImageRef of(String pool, String name) {
        return new ImageRef(new PoolName(pool), new ImageName(name));
    }

    public PoolName pool() {
        return poolSpec.pool();
    }

    @Override
    public String toString() {
        return poolSpec + "/" + name;
    }
}
