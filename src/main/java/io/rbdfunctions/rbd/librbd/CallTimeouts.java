package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.librbd.ffm.CallOverdueException;
import io.rbdfunctions.rbd.librbd.ffm.TooManyCallsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for a bounded time. */
final class CallTimeouts {
    private CallTimeouts() {}

    /** The answer, or the failure as it was thrown. */
    static <A> A until(Duration deadline, CompletableFuture<A> answer) {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new CallOverdueException(deadline);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TooManyCallsException();
        } catch (ExecutionException failure) {
            throw thrown(failure.getCause());
        }
    }

    /** Does all side by side, and waits for them all; then the first failure in their order comes out as it was thrown. */
    static void forAll(Executor threads, List<Runnable> calls) {
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        try {
            calls.forEach(call -> begun.add(CompletableFuture.runAsync(call, threads)));
        } finally {
            CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
                    .exceptionally(_ -> null)
                    .join();
        }
        begun.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst()
                .ifPresent(failed -> {
                    throw thrown(reason(failed.exceptionNow()));
                });
    }

    private static RuntimeException thrown(@Nullable Throwable reason) {
        return switch (reason) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> new CompletionException(reason);
        };
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
