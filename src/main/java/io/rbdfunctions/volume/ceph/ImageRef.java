package io.rbdfunctions.volume.ceph;

/** One image of one cluster, as far as its name goes: the pool and the image's name in it. */
public record ImageRef(PoolName pool, ImageName name) {
    public static ImageRef of(String pool, String name) {
        return new ImageRef(new PoolName(pool), new ImageName(name));
    }

    @Override
    public String toString() {
        return pool + "/" + name;
    }
}
