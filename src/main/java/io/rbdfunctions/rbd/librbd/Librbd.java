package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.ffm.Library;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException.Reason;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.NativeThreads;
import io.rbdfunctions.rbd.librbd.rados.Cluster;
import io.rbdfunctions.rbd.librbd.rados.ObjectDispatcher;
import io.rbdfunctions.rbd.object.ObjectOperation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs commands by calls of librbd, and operations on objects by calls of librados. A call cannot be cancelled: it runs on its own thread, for which the caller waits
 * until the deadline, and ends by the client's timeouts, unless the image is locked. All methods throw
 * {@link LibrbdException}.
 */
public final class Librbd implements AutoCloseable {
    /**
     * The limits of calls and connections.
     *
     * @param calls maximum number of concurrent calls per connection
     * @param queueTimeout how long a call waits for one of these
     * @param connections maximum number of pooled connections
     * @param lifetime how long to use a connection, since librados notices some changes of the cluster's options only when it connects
     */
    public record Limits(int calls, Duration queueTimeout, int connections, Duration lifetime) {
        public Limits {
            if (calls < 1 || connections < 1 || queueTimeout.isNegative() || lifetime.isNegative()) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }
    }

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Limits limits;
    private final ExecutorService threads = NativeThreads.asNeeded("librbd");
    private final Connections<Cluster> connections;
    private final ImageTurns turns = new ImageTurns();
    private final AtomicInteger abandoned = new AtomicInteger();

    public Librbd(Limits limits) {
        this.limits = limits;
        ExecutorService connecting = NativeThreads.atMost(2 * limits.connections(), "librbd connect");
        this.connections = new Connections<>(limits, Cluster::connect, Cluster::close, connecting, threads);
    }

    /** Loads the libraries. Returns why they cannot be loaded, or empty. */
    public static Optional<String> loadError() {
        return Stream.of(Library.RADOS, Library.RBD)
                .map(Library::loadError)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Links the method handles of common functions, which the first calls would otherwise wait for. */
    public static void warmUp() {
        NativeFunction.linkCommonShapes();
    }

    /** The version of librbd, such as {@code 1.16.0}. */
    public static String version() {
        return Library.librbdVersion();
    }

    /**
     * Runs the command.
     *
     * @param deadline how long to wait for the connection, and again for the answer
     */
    public <A> A run(Session session, RbdCommand<A> command, Duration deadline) {
        Runnable endOfTurn = turns.take(session, command, limits.queueTimeout());
        return run(
                session,
                cluster -> cluster.in(command.pool(), pool -> CommandDispatcher.run(command, pool)),
                deadline,
                endOfTurn);
    }

    /** Runs the operation on an object. Needs librados only. Ends by the client's timeouts, even if the object is blocked. */
    public <A> A run(Session session, ObjectOperation<A> operation, Duration deadline) {
        return run(session, cluster -> ObjectDispatcher.run(operation, cluster), deadline, () -> {});
    }

    /** Sends a command in JSON to a monitor. Returns its output. Needs librados only. */
    public String runOnMonitor(Session session, String command, Duration deadline) {
        return run(session, cluster -> cluster.runOnMonitor(command), deadline, () -> {});
    }

    private <A> A run(Session session, Function<Cluster, A> call, Duration deadline, Runnable endOfTurn) {
        Connection<Cluster> connection = connections.acquire(session);
        Runnable end = () -> {
            connections.release(connection);
            endOfTurn.run();
        };
        Permit permit;
        CompletableFuture<A> answer;
        try {
            Cluster cluster = until(deadline, connection.client());
            permit = new Permit(connection, abandoned, limits);
            answer = start(permit, end, () -> call.apply(cluster));
        } catch (LibrbdException notStarted) {
            end.run();
            throw notStarted;
        }
        try {
            return until(deadline, answer);
        } catch (LibrbdException failure) {
            if (failure.reason() == Reason.DEADLINE && permit.abandon()) {
                connections.retire(connection);
            }
            throw failure;
        }
    }

    /** Starts to connect. Commands that need the connection in the meantime wait for it. */
    public void prepare(Session session) {
        connections.release(connections.acquire(session));
    }

    /** The number of pooled connections, including those being established. */
    public int connections() {
        return connections.size();
    }

    private static <A> A until(Duration deadline, CompletableFuture<A> answer) {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw LibrbdException.overdue(deadline);
        } catch (InterruptedException _) {
            throw LibrbdException.interrupted();
        } catch (ExecutionException _) {
            return Parallel.await(answer); // Throws the failure without a wrapper.
        }
    }

    private <A> CompletableFuture<A> start(Permit permit, Runnable end, Supplier<A> call) {
        try {
            return CompletableFuture.supplyAsync(call, threads).whenComplete((_, failure) -> {
                // The future wraps the failure of its task.
                if (failure != null
                        && failure.getCause() instanceof LibrbdException failed
                        && failed.isConnectionFailure()) {
                    connections.retire(permit.connection());
                }
                permit.end();
                end.run();
            });
        } catch (OutOfMemoryError | RejectedExecutionException _) {
            permit.end();
            throw LibrbdException.tooManyCalls(); // No thread can be started.
        }
    }

    /** Does not wait for calls in progress. */
    @Override
    public void close() {
        connections.close(CLOSE_TIMEOUT);
    }
}
