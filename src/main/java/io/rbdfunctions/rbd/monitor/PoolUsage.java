package io.rbdfunctions.rbd.monitor;

/**
 * The use of a pool, as its cluster's manager last counted it.
 *
 * @param stored the bytes of data in the pool, before replication
 * @param available the bytes that can still be stored, after replication
 */
public record PoolUsage(long stored, long available) {}
