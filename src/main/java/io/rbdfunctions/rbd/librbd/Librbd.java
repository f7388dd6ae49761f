package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.librbd.ffm.CallFailedException;
import io.rbdfunctions.rbd.librbd.ffm.Library;
import io.rbdfunctions.rbd.librbd.ffm.LibraryVersion;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.NativeThreads;
import io.rbdfunctions.rbd.librbd.ffm.TooManyCallsException;
import io.rbdfunctions.rbd.librbd.image.Cluster;
import io.rbdfunctions.rbd.librbd.image.Pool;
import io.rbdfunctions.rbd.value.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands out by calls of librbd. A call cannot be stopped: it runs on a thread of its own, for which the caller
 * waits until the deadline, and ends by the client's own timeouts. All methods throw {@link LibrbdException}.
 */
public final class Librbd implements AutoCloseable {
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(2);

    private final Limits limits;
    private final ExecutorService threads = NativeThreads.asNeeded("librbd");
    private final Connections<Cluster> connections;

    public Librbd(Limits limits) {
        this.limits = limits;
        ExecutorService connecting = NativeThreads.atMost(2 * limits.connections(), "librbd connect");
        this.connections = new Connections<>(limits, Cluster::connect, Cluster::close, connecting, threads);
    }

    /** What keeps the libraries from being loaded; empty when they are loaded. */
    public static Optional<String> trouble() {
        return Stream.of(Library.RADOS, Library.RBD)
                .map(Library::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Has the JVM make what it calls the library's functions by, which the first of each kind would wait for. */
    public static void link() {
        NativeFunction.linkUsual();
    }

    /** Such as {@code 1.16.0}. */
    public static String version() {
        return LibraryVersion.ofLibrbd();
    }

    public <A> A run(RbdCommand<A> command, Duration deadline) {
        return on(command, deadline, pool -> CommandDispatcher.run(command, pool));
    }

    /** Writes all on one image, which is opened once for that. */
    public void setMetadata(List<SetMetadata> commands, Duration deadline) {
        if (!commands.isEmpty()) {
            on(commands.getFirst(), deadline, pool -> CommandDispatcher.setAll(commands, pool));
        }
    }

    /** Resizes an image that is smaller, and answers the size that it had; the image is opened once for that. */
    public long grow(Resize command, Duration deadline) {
        return on(command, deadline, pool -> CommandDispatcher.grow(command, pool));
    }

    /** Begins to connect; whoever asks for the connection meanwhile waits for the same. */
    public void prepare(Session session) {
        connections.giveBack(connections.take(session));
    }

    /** How many connections are kept, those included that are being made. */
    public int connections() {
        return connections.size();
    }

    private <A> A on(RbdCommand<?> command, Duration deadline, Function<Pool, A> work) {
        Connection<Cluster> connection = connections.take(command.session());
        CompletableFuture<A> answer;
        try {
            Cluster cluster = CallTimeouts.until(deadline, connection.client());
            answer = begin(connection, () -> cluster.in(command.pool(), work));
        } catch (LibrbdException notBegun) {
            connections.giveBack(connection);
            throw notBegun;
        }
        return CallTimeouts.until(deadline, answer);
    }

    private <A> CompletableFuture<A> begin(Connection<Cluster> connection, Supplier<A> call) {
        if (!CallTimeouts.takeTurn(connection.turns(), limits.queueTime())) {
            throw new TooManyCallsException();
        }
        try {
            return CompletableFuture.supplyAsync(call, threads).whenComplete((_, failure) -> end(connection, failure));
        } catch (OutOfMemoryError | RejectedExecutionException _) {
            connection.turns().release();
            throw new TooManyCallsException(); // There is no thread to be had.
        }
    }

    private void end(Connection<Cluster> connection, @Nullable Throwable failure) {
        if (failure != null
                && CallTimeouts.reason(failure) instanceof CallFailedException failed
                && failed.isOfConnection()) {
            connections.retire(connection);
        }
        connection.turns().release();
        connections.giveBack(connection);
    }

    /** What is being done is left to itself. */
    @Override
    public void close() {
        connections.close(TIME_TO_CLOSE);
    }
}
