package io.rbdfunctions.operation.trash;

import io.rbdfunctions.volume.ceph.PoolName;

/** What became of a {@link PurgeRequest}. */
public record Purged(Action action, PoolName pool, TrashId id) {

    /** What was done to the image. */
    public enum Action {
        PURGED,
        ALREADY_GONE,
        WOULD_PURGE
    }
}
