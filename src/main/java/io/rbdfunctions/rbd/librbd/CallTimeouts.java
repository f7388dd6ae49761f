package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.librbd.ffm.LibrbdException.CallOverdueException;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException.TooManyCallsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits with a timeout. */
final class CallTimeouts {
    private CallTimeouts() {}

    /** Waits for the answer. Throws the failure of the call without a wrapper. */
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

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> new CompletionException(cause);
        };
    }

    static boolean acquire(Semaphore permits, Duration queueTimeout) {
        try {
            return permits.tryAcquire(queueTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Removes the wrapper that a {@link CompletableFuture} adds to a failure. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
