package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Begins anew, with what the objects are now, when they change under the work. */
public final class ConflictRetry {
    private static final int MOST = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private ConflictRetry() {}

    public static <T> T of(Supplier<T> work) {
        for (int attempt = 0; ; attempt++) {
            try {
                return work.get();
            } catch (StaleObjectException changed) {
                if (attempt == MOST || !paused(attempt)) {
                    throw new TryAgainException(Obstacle.BUSY, changed.getMessage() + ": it keeps changing", changed);
                }
            } catch (ApiException unavailable) {
                throw new TryAgainException(
                        Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
            }
        }
    }

    /** Of random length, so that replicas that met once do not meet again. */
    private static boolean paused(int attempt) {
        long longest = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, longest)));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
