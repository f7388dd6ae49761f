package io.rbdfunctions.rbd.librbd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A connection to a cluster: in the making, in use or idle. Each has turns of its own, so that a cluster which does not
 * answer holds up nobody who uses another one. What changes of it is guarded by {@link Connections}.
 */
final class Connection {
    private final ConnectionKey key;
    private final CompletableFuture<Cluster> cluster = new CompletableFuture<>();
    private final Semaphore turns;
    private int users;
    private boolean isRetired;
    private long idleSince;

    Connection(ConnectionKey key, int turns) {
        this.key = key;
        this.turns = new Semaphore(turns, true);
    }

    ConnectionKey key() {
        return key;
    }

    /** Ends when the connection is made, or with the failure of that. */
    CompletableFuture<Cluster> cluster() {
        return cluster;
    }

    Semaphore turns() {
        return turns;
    }

    void take() {
        users++;
    }

    void giveBack() {
        users--;
        idleSince = System.nanoTime();
    }

    void retire() {
        isRetired = true;
    }

    /** Whether nobody uses it, nor ever will. */
    boolean isOver() {
        return isRetired && users == 0;
    }

    boolean isIdleFor(long nanos) {
        return users == 0 && System.nanoTime() - idleSince >= nanos;
    }
}
