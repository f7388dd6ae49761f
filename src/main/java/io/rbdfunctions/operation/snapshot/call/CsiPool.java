package io.rbdfunctions.operation.snapshot.call;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.volume.ceph.ClusterId;

/**
 * The pool of a class with dynamic volumes.
 *
 * @param cluster the one that the class names
 * @param journal of the pool
 */
public record CsiPool(PoolSession session, ClusterId cluster, JournalLocation journal) {}
