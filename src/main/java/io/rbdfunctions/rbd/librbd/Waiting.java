package io.rbdfunctions.rbd.librbd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a bounded time. */
final class Waiting {
    private Waiting() {}

    /** The answer, or the failure as it was thrown. */
    static <A> A until(Duration deadline, CompletableFuture<A> answer) {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new OverdueException(deadline);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NoTurnException();
        } catch (ExecutionException failure) {
            throw switch (failure.getCause()) {
                case RuntimeException reason -> reason;
                case Error reason -> throw reason;
                case null, default -> new CompletionException(failure);
            };
        }
    }

    static boolean takeTurn(Semaphore turns, Duration queueTime) {
        try {
            return turns.tryAcquire(queueTime.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What a stage of a {@link CompletableFuture} hands on, without what it wraps that in. */
    static Throwable reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
