package io.rbdfunctions.sweep;

import io.rbdfunctions.operation.storageclass.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * Class parameters that give access to a pool.
 *
 * @param storageClass the name of a class with this pool; null if there is none
 */
public record PoolAccess(ClassSource source, @Nullable String storageClass) {
    PoolAccess orClassOf(PoolAccess other) {
        return storageClass == null ? new PoolAccess(source, other.storageClass) : this;
    }
}
