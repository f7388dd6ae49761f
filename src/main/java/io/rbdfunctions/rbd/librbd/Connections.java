package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The connections that are kept, each shared by all who reach a cluster in the same way, also while it is being made.
 * One that failed, or that nobody used for a while, or of which there are too many, is retired: the next user gets a new
 * one, and it is closed when its last user is done.
 */
final class Connections {
    private final Limits limits;
    private final Function<Session, Cluster> connect;
    private final Executor connecting;
    private final Executor closing;
    /** From the one used longest ago to the one used last. */
    private final Map<ConnectionKey, Connection> kept = new LinkedHashMap<>(16, 0.75f, true);

    private boolean isWatched;

    Connections(Limits limits, Function<Session, Cluster> connect, Executor connecting, Executor closing) {
        this.limits = limits;
        this.connect = connect;
        this.connecting = connecting;
        this.closing = closing;
    }

    /** To be given back. */
    synchronized Connection take(Session session) {
        ConnectionKey key = ConnectionKey.of(session);
        Connection known = kept.get(key);
        Connection connection = known == null ? begin(key, session) : known;
        connection.take();
        return connection;
    }

    private Connection begin(ConnectionKey key, Session session) {
        Connection connection = new Connection(key, limits.calls());
        kept.put(key, connection);
        if (kept.size() > limits.connections()) {
            retire(kept.values().iterator().next());
        }
        connecting.execute(() -> connect(connection, session));
        return connection;
    }

    /** A failure is for those who wait by then, and for nobody who comes later. */
    private void connect(Connection connection, Session session) {
        try {
            connection.cluster().complete(connect.apply(session));
        } catch (RuntimeException | Error failure) {
            retire(connection);
            connection.cluster().completeExceptionally(failure);
        }
    }

    synchronized void giveBack(Connection connection) {
        connection.giveBack();
        var _ = closeIfOver(connection);
        if (!isWatched) {
            isWatched = true;
            watchLater();
        }
    }

    /** The next user gets another one. */
    synchronized void retire(Connection connection) {
        if (kept.remove(connection.key(), connection)) {
            connection.retire();
            var _ = closeIfOver(connection);
        }
    }

    private CompletableFuture<Void> closeIfOver(Connection connection) {
        return connection.isOver()
                ? connection.cluster().thenAcceptAsync(Cluster::close, closing).exceptionally(_ -> null)
                : CompletableFuture.completedFuture(null);
    }

    private void watchLater() {
        CompletableFuture.delayedExecutor(limits.idleTime().toNanos(), TimeUnit.NANOSECONDS)
                .execute(this::retireIdle);
    }

    private synchronized void retireIdle() {
        List<Connection> idle = kept.values().stream()
                .filter(connection -> connection.isIdleFor(limits.idleTime().toNanos()))
                .toList();
        idle.forEach(this::retire);
        isWatched = !kept.isEmpty();
        if (isWatched) {
            watchLater();
        }
    }

    /** Retires all, and waits a while until those that nobody uses are closed. */
    void close(Duration patience) {
        CompletableFuture.allOf(retireAll())
                .completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    private synchronized CompletableFuture<?>[] retireAll() {
        List<Connection> all = List.copyOf(kept.values());
        kept.clear();
        all.forEach(Connection::retire);
        return all.stream().map(this::closeIfOver).toArray(CompletableFuture[]::new);
    }
}
