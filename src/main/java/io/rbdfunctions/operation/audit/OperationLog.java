package io.rbdfunctions.operation.audit;

import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.outcome.EnumText;
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
import org.jspecify.annotations.Nullable;

/**
 * Records operations: one line of the {@link AuditLog} for each, another log line for failures, and a call of the listener
 * for metrics and traces. Never logs a key or a parameter.
 */
@Singleton
public record OperationLog(OperationListener listener) {
    private static final Logger LOG = Logger.getLogger("io.rbdfunctions.operation");

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
                Ending.REFUSED,
                reason,
                null,
                Instant.now(),
                Duration.ZERO));
    }

    /** Runs and records an operation. */
    public <A extends VolumeAnswer> Outcome<A> record(
            String verb, OperationSubject subject, Supplier<Outcome<A>> work) {
        Running running =
                new Running(listener.begin(verb, RequestContext.current()), verb, Instant.now(), System.nanoTime());
        try {
            Outcome<A> outcome = running.scope.requestContext().call(work);
            switch (outcome) {
                case Outcome.Done<A>(A answer) ->
                    running.end(
                            Ending.DONE,
                            "none",
                            answer.actionText(),
                            answer.subject().orElse(subject));
                case Outcome.Refused<A>(Refusal refusal) -> {
                    LOG.infof("%s %s: refused: %s: %s", verb, subject, refusal.reason(), refusal.detail());
                    running.end(Ending.REFUSED, EnumText.label(refusal.reason()), null, subject);
                }
            }
            return outcome;
        } catch (TryAgainException failure) {
            LOG.infof("%s %s: try again: %s: %s", verb, subject, failure.obstacle(), failure.getMessage());
            running.end(Ending.RETRY, EnumText.label(failure.obstacle()), null, subject);
            throw failure;
        } catch (RuntimeException | Error unexpected) {
            running.end(Ending.FAILED, "internal_error", null, subject);
            throw unexpected;
        }
    }

    private record Running(OperationScope scope, String verb, Instant startedAt, long startNanos) {
        void end(Ending ending, String reason, @Nullable String action, OperationSubject subject) {
            Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
            OperationRecord record = new OperationRecord(
                    verb, scope.requestContext(), subject, ending, reason, action, startedAt, duration);
            AuditLog.write(record);
            scope.end(record);
        }
    }
}
