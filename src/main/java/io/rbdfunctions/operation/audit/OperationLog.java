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
 * Records operations: one line of the {@link AuditLog} for each, another log line for failures, and a call of the listener
 * for metrics and traces. Never logs a key or a parameter.
 */
@Singleton
public final class OperationLog {
    private static final Logger LOG = Logger.getLogger("io.rbdfunctions.operation");

    private final OperationListener listener;

    public OperationLog(OperationListener listener) {
        this.listener = listener;
    }

    /**
     * Writes an audit line for a request that was rejected before an operation began.
     *
     * @param verb the requested operation; empty if unknown
     * @param reason in lower case
     */
    public void rejected(String verb, RequestContext requestContext, String reason) {
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

    /** Runs and records an operation without a particular object. */
    public <A extends VolumeAnswer> Outcome<A> record(String verb, Supplier<Outcome<A>> work) {
        return record(verb, OperationSubject.NOTHING, work);
    }

    /** Runs and records an operation. */
    public <A extends VolumeAnswer> Outcome<A> record(
            String verb, OperationSubject subject, Supplier<Outcome<A>> work) {
        OperationScope scope = listener.begin(verb, RequestContext.current());
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        OperationRecord.Result result = OperationRecord.Result.internalError(subject);
        try {
            Outcome<A> outcome = scope.requestContext().call(work);
            logRefusal(verb, subject, outcome);
            result = OperationRecord.Result.of(outcome, subject);
            return outcome;
        } catch (TryAgainException failure) {
            LOG.infof("%s %s: try again: %s: %s", verb, subject, failure.obstacle(), failure.getMessage());
            result = OperationRecord.Result.of(failure, subject);
            throw failure;
        } finally {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            OperationRecord record = new OperationRecord(verb, scope.requestContext(), result, startedAt, duration);
            AuditLog.write(record);
            scope.end(record);
        }
    }

    private static void logRefusal(String verb, OperationSubject subject, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(Refusal refusal)) {
            LOG.infof("%s %s: refused: %s: %s", verb, subject, refusal.reason(), refusal.detail());
        }
    }
}
