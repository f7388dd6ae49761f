package io.rbdfunctions.admission;

import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for Ceph for as long as an API server that waits for us can be kept waiting. */
final class TimedCall {
    private TimedCall() {}

    /** The outcome; a {@link TryAgainException} when there is none in time. What was begun ends by its own deadline. */
    static <T> Outcome<T> with(Duration limit, Supplier<Outcome<T>> work) {
        CompletableFuture<Outcome<T>> outcome =
                CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
        try {
            return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new TryAgainException(Obstacle.DEADLINE, "no answer within %d ms".formatted(limit.toMillis()), late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TryAgainException(Obstacle.BUSY, "interrupted", interrupted);
        }
    }
}
