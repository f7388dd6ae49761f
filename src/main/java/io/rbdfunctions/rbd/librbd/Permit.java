package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.rados.Cluster;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The right to one of the concurrent calls of a connection. It is returned when the call returns, or when its caller gives
 * up: calls that do not return must not use up those of a cluster.
 */
final class Permit {
    private enum State {
        HELD,
        ABANDONED,
        RETURNED
    }

    private final Connection<Cluster> connection;
    private final AtomicInteger abandoned;
    private final int maxAbandoned;
    private State state = State.HELD;

    /**
     * Waits for the permit.
     *
     * @param abandoned the number of calls of all connections whose callers have given up
     * @throws LibrbdException if all calls of the connection are running until the timeout
     */
    Permit(Connection<Cluster> connection, AtomicInteger abandoned, Limits limits) {
        this.connection = connection;
        this.abandoned = abandoned;
        this.maxAbandoned = limits.calls();
        try {
            if (!connection.permits().tryAcquire(limits.queueTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw LibrbdException.tooManyCalls();
            }
        } catch (InterruptedException _) {
            throw LibrbdException.interrupted();
        }
    }

    Connection<Cluster> connection() {
        return connection;
    }

    /** Returns the permit before the call returns. False if it has returned, or too many calls are abandoned. */
    synchronized boolean abandon() {
        if (state != State.HELD) {
            return false;
        }
        if (abandoned.incrementAndGet() > maxAbandoned) {
            abandoned.decrementAndGet();
            return false;
        }
        state = State.ABANDONED;
        connection.permits().release();
        return true;
    }

    /** The call has returned. */
    synchronized void end() {
        switch (state) {
            case HELD -> connection.permits().release();
            case ABANDONED -> abandoned.decrementAndGet();
            case RETURNED -> {
                return;
            }
        }
        state = State.RETURNED;
    }
}
