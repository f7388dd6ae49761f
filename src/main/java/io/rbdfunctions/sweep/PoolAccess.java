package io.rbdfunctions.sweep;

import io.rbdfunctions.operation.storageclass.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * A way into a pool.
 *
 * @param storageClass a class of ours that leads there, too; null where there is none any more
 */
public record PoolAccess(ClassSource where, @Nullable String storageClass) {
    /** This way, with the other's class where it has none. */
    PoolAccess orClassOf(PoolAccess other) {
        return storageClass == null ? new PoolAccess(where, other.storageClass) : this;
    }
}
