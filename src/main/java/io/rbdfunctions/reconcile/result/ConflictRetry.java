package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Retries work that fails because an object was changed after it was read. The work must read its objects itself. */
public final class ConflictRetry {
    private static final int MAX_RETRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private ConflictRetry() {}

    /**
     * Runs the work, at most nine times.
     *
     * @throws TryAgainException if the objects still change after the last retry, or the API server fails
     */
    public static <T> T run(Supplier<T> work) {
        return FailureClassifier.orTryAgain(() -> retry(work));
    }

    private static <T> T retry(Supplier<T> work) {
        for (int attempt = 0; ; attempt++) {
            try {
                return work.get();
            } catch (StaleObjectException conflict) {
                if (attempt == MAX_RETRIES || !pause(attempt)) {
                    throw new TryAgainException(Obstacle.BUSY, conflict.getMessage() + ": it keeps changing", conflict);
                }
            }
        }
    }

    /** Pauses for a random time, so that two replicas in conflict do not collide again; false if interrupted. */
    private static boolean pause(int attempt) {
        long maxMillis = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, maxMillis)));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
