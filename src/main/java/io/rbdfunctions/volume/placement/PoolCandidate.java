package io.rbdfunctions.volume.placement;

import io.rbdfunctions.volume.ceph.PoolName;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pool that a class may place volumes in.
 *
 * @param dataPool null if the data are in the same pool
 * @param domains where the pool can be reached from: the values by the domains, which are the keys of labels or their last parts;
 *     empty for everywhere
 */
public record PoolCandidate(PoolName pool, @Nullable PoolName dataPool, Map<String, String> domains) {
    public PoolCandidate {
        domains = new TreeMap<>(domains);
    }

    /** A pool that all nodes reach. */
    public static PoolCandidate everywhere(PoolName pool) {
        return new PoolCandidate(pool, null, Map.of());
    }

    /** The same pool with this data pool, unless it has its own. */
    public PoolCandidate withDataPool(@Nullable PoolName ofClass) {
        return dataPool == null ? new PoolCandidate(pool, ofClass, domains) : this;
    }

    /** The pool that the data of images are in, and whose room counts. */
    public PoolName storage() {
        return dataPool == null ? pool : dataPool;
    }
}
