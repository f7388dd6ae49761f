package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A pool of connections. Sessions with the same {@link Connection.Key} share a connection, even while it is being
 * established. A connection that has failed, exceeds the limit, or has reached its lifetime is retired: the pool no longer
 * hands it out, and closes it after its last use.
 *
 * @param <C> the client of a connection
 */
final class Connections<C> {
    private final Limits limits;
    private final Function<Session, C> connect;
    private final Consumer<C> close;
    private final Executor connecting;
    private final Executor closing;
    /** In the order of their last use. */
    private final Map<Connection.Key, Connection<C>> pooled = new LinkedHashMap<>(16, 0.75f, true);

    Connections(Limits limits, Function<Session, C> connect, Consumer<C> close, Executor connecting, Executor closing) {
        this.limits = limits;
        this.connect = connect;
        this.close = close;
        this.connecting = connecting;
        this.closing = closing;
    }

    /** Returns a connection, which the caller must release. */
    synchronized Connection<C> acquire(Session session) {
        Connection.Key key = Connection.Key.of(session);
        Connection<C> existing = pooled.get(key);
        Connection<C> connection = existing == null ? establish(key, session) : existing;
        connection.acquire();
        return connection;
    }

    synchronized int size() {
        return pooled.size();
    }

    private Connection<C> establish(Connection.Key key, Session session) {
        Connection<C> connection = new Connection<>(key, limits.calls());
        pooled.put(key, connection);
        if (pooled.size() > limits.connections()) {
            retire(pooled.values().iterator().next());
        }
        try {
            CompletableFuture.delayedExecutor(limits.lifetime().toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> retire(connection));
            connecting.execute(() -> connect(connection, session));
        } catch (OutOfMemoryError | RejectedExecutionException _) {
            fail(connection, LibrbdException.tooManyCalls()); // No thread can be started.
        }
        return connection;
    }

    private void connect(Connection<C> connection, Session session) {
        try {
            connection.client().complete(connect.apply(session));
        } catch (RuntimeException | Error failure) {
            fail(connection, failure);
        }
    }

    /** Fails the callers that are waiting. Later callers get a new connection. */
    private void fail(Connection<C> connection, Throwable failure) {
        retire(connection);
        connection.client().completeExceptionally(failure);
    }

    synchronized void release(Connection<C> connection) {
        connection.release();
        var _ = closeIfUnused(connection);
    }

    /** Removes the connection from the pool. */
    synchronized void retire(Connection<C> connection) {
        if (pooled.remove(connection.key(), connection)) {
            connection.retire();
            var _ = closeIfUnused(connection);
        }
    }

    private CompletableFuture<Void> closeIfUnused(Connection<C> connection) {
        return connection.isClosable()
                ? connection.client().thenAcceptAsync(close, closing).exceptionally(_ -> null)
                : CompletableFuture.completedFuture(null);
    }

    /** Retires all connections and waits until the unused ones are closed, at most until the timeout. */
    void close(Duration timeout) {
        CompletableFuture.allOf(retireAll())
                .completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    private synchronized CompletableFuture<?>[] retireAll() {
        List<Connection<C>> all = List.copyOf(pooled.values());
        pooled.clear();
        all.forEach(Connection::retire);
        return all.stream().map(this::closeIfUnused).toArray(CompletableFuture[]::new);
    }
}
