package io.rbdfunctions.operation.audit;

import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
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

    private final OperationListener watch;

    public OperationLog(OperationListener watch) {
        this.watch = watch;
    }

    /**
     * A line of the audit for somebody who was sent away before there was an operation.
     *
     * @param verb what was asked for; empty where that is not known
     * @param reason why it was not done, in lower case
     */
    public void turnedAway(String verb, RequestContext requestContext, String reason) {
        AuditLog.write(new OperationRecord(
                verb,
                requestContext,
                OperationSubject.NOTHING,
                OperationRecord.Ending.REFUSED,
                reason,
                null,
                Instant.now(),
                Duration.ZERO));
    }

    /** Does the work of an operation that is about no object in particular. */
    public <A extends VolumeAnswer> Outcome<A> record(String verb, Supplier<Outcome<A>> work) {
        return record(verb, OperationSubject.NOTHING, work);
    }

    public <A extends VolumeAnswer> Outcome<A> record(
            String verb, OperationSubject subject, Supplier<Outcome<A>> work) {
        OperationScope scope = watch.begin(verb, RequestContext.current());
        Instant begun = Instant.now();
        long start = System.nanoTime();
        OperationRecord.Result result = OperationRecord.Result.internalError(subject);
        try {
            Outcome<A> outcome = scope.requestContext().during(work);
            tellPeople(verb, subject, outcome);
            result = OperationRecord.Result.of(outcome, subject);
            return outcome;
        } catch (TryAgainException unfinished) {
            LOG.infof("%s %s: try again: %s: %s", verb, subject, unfinished.obstacle(), unfinished.getMessage());
            result = OperationRecord.Result.of(unfinished, subject);
            throw unfinished;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            OperationRecord record = new OperationRecord(verb, scope.requestContext(), result, begun, took);
            AuditLog.write(record);
            scope.end(record);
        }
    }

    private static void tellPeople(String verb, OperationSubject subject, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(Refusal refusal)) {
            LOG.infof("%s %s: refused: %s: %s", verb, subject, refusal.reason(), refusal.detail());
        }
    }
}
