package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.librbd.ffm.TooManyCallsException;
import io.rbdfunctions.rbd.value.Session;
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
 * The connections that are kept, each shared by all who reach a cluster in the same way, also while it is being made.
 * One that failed, or that nobody used for a while, or of which there are too many, is retired: the next user gets a new
 * one, and it is closed when its last user is done.
 *
 * @param <C> the client that is connected
 */
final class Connections<C> {
    private final Limits limits;
    private final Function<Session, C> connect;
    private final Consumer<C> close;
    private final Executor connecting;
    private final Executor closing;
    /** From the one used longest ago to the one used last. */
    private final Map<ConnectionKey, Connection<C>> kept = new LinkedHashMap<>(16, 0.75f, true);

    private boolean isWatched;

    Connections(Limits limits, Function<Session, C> connect, Consumer<C> close, Executor connecting, Executor closing) {
        this.limits = limits;
        this.connect = connect;
        this.close = close;
        this.connecting = connecting;
        this.closing = closing;
    }

    /** To be given back. */
    synchronized Connection<C> take(Session session) {
        ConnectionKey key = ConnectionKey.of(session);
        Connection<C> known = kept.get(key);
        Connection<C> connection = known == null ? begin(key, session) : known;
        connection.take();
        return connection;
    }

    synchronized int size() {
        return kept.size();
    }

    private Connection<C> begin(ConnectionKey key, Session session) {
        Connection<C> connection = new Connection<>(key, limits.calls());
        kept.put(key, connection);
        if (kept.size() > limits.connections()) {
            retire(kept.values().iterator().next());
        }
        try {
            connecting.execute(() -> connect(connection, session));
        } catch (OutOfMemoryError | RejectedExecutionException _) {
            fail(connection, new TooManyCallsException()); // There is no thread to be had.
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

    /** The failure is for those who wait by then, and for nobody who comes later. */
    private void fail(Connection<C> connection, Throwable failure) {
        retire(connection);
        connection.client().completeExceptionally(failure);
    }

    synchronized void giveBack(Connection<C> connection) {
        connection.giveBack();
        var _ = closeIfOver(connection);
        if (!isWatched) {
            isWatched = true;
            watchLater();
        }
    }

    /** The next user gets another one. */
    synchronized void retire(Connection<C> connection) {
        if (kept.remove(connection.key(), connection)) {
            connection.retire();
            var _ = closeIfOver(connection);
        }
    }

    private CompletableFuture<Void> closeIfOver(Connection<C> connection) {
        return connection.isOver()
                ? connection.client().thenAcceptAsync(close, closing).exceptionally(_ -> null)
                : CompletableFuture.completedFuture(null);
    }

    private void watchLater() {
        CompletableFuture.delayedExecutor(limits.idleTime().toNanos(), TimeUnit.NANOSECONDS)
                .execute(this::retireIdle);
    }

    private synchronized void retireIdle() {
        List<Connection<C>> idle = kept.values().stream()
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
        List<Connection<C>> all = List.copyOf(kept.values());
        kept.clear();
        all.forEach(Connection::retire);
        return all.stream().map(this::closeIfOver).toArray(CompletableFuture[]::new);
    }
}
