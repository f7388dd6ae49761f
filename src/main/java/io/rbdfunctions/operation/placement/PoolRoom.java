package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.placement.FullRatio;

/**
 * What is left of a pool.
 *
 * @param free bytes that can still be stored, after replication and within the quota
 * @param used the part of the pool that is in use, 0 to 1
 */
record PoolRoom(long free, double used) {
    boolean has(Capacity size, FullRatio full) {
        return used < full.value() && size.bytes() <= free;
    }
}
