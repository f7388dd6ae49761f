package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.placement.FullRatio;

/**
 * What is left of a pool.
 *
 * @param free bytes that can still be stored, after replication and within the quota; {@link #UNKNOWN} if nothing limits them
 * @param used the part of the pool that is in use, 0 to 1
 */
record PoolRoom(long free, double used) {
    /** No manager has counted the pool, and it has no quota. */
    static final long UNKNOWN = Long.MAX_VALUE;

    boolean has(Capacity size, FullRatio full) {
        return size.bytes() <= largest(full);
    }

    /** The size of the largest volume that fits, in bytes; 0 if none does. */
    long largest(FullRatio full) {
        return used < full.value() ? free : 0;
    }
}
