package io.rbdfunctions.operation;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Writes one line per finished operation: what, on what, how it ended, how long it took. Never a key or a parameter. */
@Singleton
final class OperationLog {
    private static final Logger LOG = Logger.getLogger("io.rbdfunctions.operation");

    <T> Outcome<T> record(String operation, Object subject, Supplier<Outcome<T>> work) {
        long start = System.nanoTime();
        String ending = "failed";
        try {
            Outcome<T> outcome = work.get();
            ending = ending(outcome);
            return outcome;
        } catch (TryAgainException unfinished) {
            ending = "try again: " + unfinished.obstacle() + ": " + unfinished.getMessage();
            throw unfinished;
        } finally {
            LOG.infof(
                    "operation=%s subject=%s durationMs=%d ending=%s",
                    operation, subject, (System.nanoTime() - start) / 1_000_000, ending);
        }
    }

    private static String ending(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> "done";
            case Outcome.Refused<?> refused ->
                "refused: " + refused.refusal().reason() + ": "
                        + refused.refusal().detail();
        };
    }
}
