package io.rbdfunctions.volume.ceph;

/** A pool, or a RADOS namespace in it, in which images are: rbd's "pool-spec". {@code toString} returns {@code pool} or {@code pool/namespace}. */
public record PoolSpec(PoolName pool, RadosNamespace namespace) {
    /** The default namespace of the pool. */
    public static PoolSpec of(PoolName pool) {
        return new PoolSpec(pool, RadosNamespace.DEFAULT);
    }

    /** The form of {@code toString} for names that were not validated. */
    public static String text(String pool, String namespace) {
        return namespace.isEmpty() ? pool : pool + "/" + namespace;
    }

    @Override
    public String toString() {
        return text(pool.value(), namespace.value());
    }
}
