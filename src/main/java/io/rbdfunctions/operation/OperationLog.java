package io.rbdfunctions.operation;

import io.rbdfunctions.operation.OperationWatch.Course;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps account of operations: a line of the {@link AuditLog} for each, one more for people where it was not done, and
 * word to whoever counts and times them. Never a key or a parameter.
 */
@Singleton
public final class OperationLog {
    private static final Logger LOG = Logger.getLogger("io.rbdfunctions.operation");

    private final OperationWatch watch;

    OperationLog(OperationWatch watch) {
        this.watch = watch;
    }

    /**
     * A line of the audit for somebody who was sent away before there was an operation.
     *
     * @param verb what was asked for; empty where that is not known
     * @param reason why it was not done, in lower case
     */
    public void turnedAway(String verb, Origin origin, String reason) {
        AuditLog.write(new Ended(
                verb, origin, About.NOTHING, Ended.Ending.REFUSED, reason, null, Instant.now(), Duration.ZERO));
    }

    /** Does the work of an operation that is about no object in particular. */
    public <T> Outcome<T> record(String verb, Supplier<Outcome<T>> work) {
        return record(verb, About.NOTHING, work);
    }

    <T> Outcome<T> record(String verb, About about, Supplier<Outcome<T>> work) {
        Course course = watch.begin(verb, Origin.current());
        Instant begun = Instant.now();
        long start = System.nanoTime();
        Result result = Result.fault(about);
        try {
            Outcome<T> outcome = course.origin().during(work);
            tellPeople(verb, about, outcome);
            result = Result.of(outcome, about);
            return outcome;
        } catch (TryAgainException unfinished) {
            LOG.infof("%s %s: try again: %s: %s", verb, about, unfinished.obstacle(), unfinished.getMessage());
            result = Result.of(unfinished, about);
            throw unfinished;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Ended ended = new Ended(verb, course.origin(), result, begun, took);
            AuditLog.write(ended);
            course.end(ended);
        }
    }

    private static void tellPeople(String verb, About about, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(Refusal refusal)) {
            LOG.infof("%s %s: refused: %s: %s", verb, about, refusal.reason(), refusal.detail());
        }
    }
}
