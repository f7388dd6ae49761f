package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets one call at a time change an image. A call keeps its turn until librbd returns, even if its caller has given up, so
 * that an image that blocks its calls blocks one thread and no more.
 */
final class ImageTurns {
    /** The turn of a call; the next one begins when it ends. */
    record Turn(Instant begun, CompletableFuture<Void> ended) {}

    private record Image(Connection.Key cluster, String name) {}

    private final ConcurrentMap<Image, Turn> turns = new ConcurrentHashMap<>();

    /**
     * Waits for the turn of a command that changes an image; others begin at once. Run the result when the call has returned.
     *
     * @throws LibrbdException if an earlier call has not returned within the timeout
     */
    Runnable take(Session session, RbdCommand<?> command, Duration timeout) {
        String name = switch (command) {
            case RbdCommand.Changing<?> change -> change.subject();
            case TrashCommand.Remove removal -> removal.pool() + " " + removal.id();
            default -> null;
        };
        return name == null ? () -> {} : take(new Image(Connection.Key.of(session), name), timeout);
    }

    private Runnable take(Image image, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        Turn own = new Turn(Instant.now(), new CompletableFuture<>());
        for (Turn other = turns.putIfAbsent(image, own); other != null; other = turns.putIfAbsent(image, own)) {
            await(other, end - System.nanoTime());
        }
        return () -> {
            turns.remove(image, own);
            own.ended().complete(null);
        };
    }

    private static void await(Turn turn, long nanos) {
        try {
            turn.ended().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw LibrbdException.stillRunning(turn.begun());
        } catch (InterruptedException _) {
            throw LibrbdException.interrupted();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
