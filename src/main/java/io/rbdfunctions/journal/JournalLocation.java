package io.rbdfunctions.journal;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;

/**
 * Where the journal of a volume is.
 *
 * @param imagePool the pool of the image, which holds the object of the volume
 * @param journalPool the pool of the directory; usually the same
 * @param namespace of both
 */
public record JournalLocation(PoolName imagePool, PoolName journalPool, RadosNamespace namespace) {
    /** In one pool, without a namespace. */
    public static JournalLocation in(PoolName pool) {
        return new JournalLocation(pool, pool, RadosNamespace.DEFAULT);
    }

    /** In the pool by its current name. A directory in the same pool stays there. */
    JournalLocation withImagePool(PoolName pool) {
        return new JournalLocation(pool, isOnePool() ? pool : journalPool, namespace);
    }

    boolean isOnePool() {
        return imagePool.equals(journalPool);
    }
}
