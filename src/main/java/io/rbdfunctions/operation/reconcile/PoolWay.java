package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.operation.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * A way into a pool.
 *
 * @param storageClass a class of ours that leads there, too; null where there is none any more
 */
record PoolWay(ClassSource where, @Nullable String storageClass) {
    /** This way, with the other's class where it has none. */
    PoolWay orClassOf(PoolWay other) {
        return storageClass == null ? new PoolWay(where, other.storageClass) : this;
    }
}
