package io.rbdfunctions.rbd.librbd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A connection to a cluster that is being established, in use or idle. Each has its own permits, so that a cluster that
 * does not answer does not block calls to other clusters. {@link Connections} guards the mutable fields.
 */
final class Connection<C> {
    private final ConnectionKey key;
    private final CompletableFuture<C> client = new CompletableFuture<>();
    private final Semaphore permits;
    private int users;
    private boolean isRetired;
    private long idleSince;

    Connection(ConnectionKey key, int maxCalls) {
        this.key = key;
        this.permits = new Semaphore(maxCalls, true);
    }

    ConnectionKey key() {
        return key;
    }

    /** Completes when the connection is established or has failed. */
    CompletableFuture<C> client() {
        return client;
    }

    /** Limits the concurrent calls. */
    Semaphore permits() {
        return permits;
    }

    void acquire() {
        users++;
    }

    void release() {
        users--;
        idleSince = System.nanoTime();
    }

    void retire() {
        isRetired = true;
    }

    /** Whether the connection can be closed: nobody uses it and nobody can get it any more. */
    boolean isClosable() {
        return isRetired && users == 0;
    }

    boolean isIdleFor(long nanos) {
        return users == 0 && System.nanoTime() - idleSince >= nanos;
    }
}
