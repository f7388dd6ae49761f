package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeThreads;
import io.rbdfunctions.rbd.librbd.rados.Cluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to the managers of clusters, on connections of their own. A command waits until a manager answers, since it
 * can neither be cancelled nor be given a timeout ({@link Cluster#connectForManager}): its caller gives up, and while it waits
 * no other is sent for the same cluster and user. Without a manager this takes one connection and a few threads. All methods
 * throw {@link LibrbdException}.
 */
public final class ManagerCalls implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final ExecutorService threads = NativeThreads.asNeeded("ceph manager");
    private final Connections<Cluster> connections;
    /** The calls whose callers have given up. */
    private final ConcurrentMap<Object, Connection.Key> overdue = new ConcurrentHashMap<>();

    public ManagerCalls(Limits limits) {
        ExecutorService connecting = NativeThreads.atMost(limits.connections(), "ceph manager connect");
        this.connections = new Connections<>(limits, Cluster::connectForManager, Cluster::close, connecting, threads);
    }

    /** Starts to connect, unless an earlier command waits for the manager. */
    public void prepare(Session session) {
        if (!overdue.containsValue(Connection.Key.of(session))) {
            connections.release(connections.acquire(session));
        }
    }

    /**
     * Runs a command in JSON. Returns the output of the manager.
     *
     * @param limit of the time for connecting, for a turn and for the answer together
     */
    public String run(Session session, String command, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Connection.Key key = Connection.Key.of(session);
        if (overdue.containsValue(key)) {
            throw LibrbdException.unanswered();
        }
        Connection<Cluster> connection = connections.acquire(session);
        CompletableFuture<String> answer;
        try {
            Cluster cluster = until(end, connection.client());
            answer = start(connection, end, () -> cluster.runOnManager(command));
        } catch (LibrbdException notStarted) {
            connections.release(connection);
            throw notStarted;
        }
        try {
            return until(end, answer);
        } finally {
            if (!answer.isDone()) {
                Object call = new Object();
                overdue.put(call, key);
                var _ = answer.whenComplete((_, _) -> overdue.remove(call));
            }
        }
    }

    private CompletableFuture<String> start(Connection<Cluster> connection, long end, Supplier<String> call) {
        takeTurn(connection, end);
        try {
            return CompletableFuture.supplyAsync(call, threads).whenComplete((_, failure) -> end(connection, failure));
        } catch (OutOfMemoryError | RejectedExecutionException _) {
            connection.permits().release();
            throw LibrbdException.tooManyCalls(); // No thread can be started.
        }
    }

    private static void takeTurn(Connection<Cluster> connection, long end) {
        try {
            if (!connection.permits().tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw LibrbdException.unanswered();
            }
        } catch (InterruptedException _) {
            throw LibrbdException.interrupted();
        }
    }

    /** The manager knows the capabilities of a user as they were when the user connected. */
    private void end(Connection<Cluster> connection, @Nullable Throwable failure) {
        if (failure != null && failure.getCause() instanceof LibrbdException failed && failed.isConnectionFailure()) {
            connections.retire(connection);
        }
        connection.permits().release();
        connections.release(connection);
    }

    private static <A> A until(long end, CompletableFuture<A> answer) {
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw LibrbdException.unanswered();
        } catch (InterruptedException _) {
            throw LibrbdException.interrupted();
        } catch (ExecutionException _) {
            return Parallel.await(answer); // Throws the failure without a wrapper.
        }
    }

    /** Leaves connections with unanswered commands open: closing them would leave a thread of librados waiting. */
    @Override
    public void close() {
        connections.close(CLOSE_TIMEOUT);
    }
}
