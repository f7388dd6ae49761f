package io.rbdfunctions.operation.audit;

import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A completed operation.
 *
 * @param reason the kind of refusal or obstacle in lower case; {@code internal_error} for an unexpected exception, {@code
 *     none} if the operation succeeded
 * @param action what the operation did; null unless it succeeded
 */
public record OperationRecord(
        String verb,
        RequestContext requestContext,
        OperationSubject subject,
        Ending ending,
        String reason,
        @Nullable String action,
        Instant startedAt,
        Duration duration) {
    /** The results of operations. */
    public enum Ending {
        DONE,
        /** The request cannot succeed in the current state of the cluster. */
        REFUSED,
        /** The same request may succeed later. */
        RETRY,
        /** An unexpected exception. */
        FAILED
    }

    /** The part of the record that depends on the result of the operation. */
    record Result(Ending ending, String reason, @Nullable String action, OperationSubject subject) {
        static Result of(Outcome<? extends VolumeAnswer> outcome, OperationSubject requested) {
            return switch (outcome) {
                case Outcome.Done<? extends VolumeAnswer>(VolumeAnswer answer) ->
                    new Result(
                            Ending.DONE,
                            "none",
                            answer.actionText(),
                            answer.subject().orElse(requested));
                case Outcome.Refused<?>(Refusal refusal) ->
                    new Result(Ending.REFUSED, EnumText.label(refusal.reason()), null, requested);
            };
        }

        static Result of(TryAgainException failure, OperationSubject requested) {
            return new Result(Ending.RETRY, EnumText.label(failure.obstacle()), null, requested);
        }

        static Result internalError(OperationSubject requested) {
            return new Result(Ending.FAILED, "internal_error", null, requested);
        }
    }

    OperationRecord(
            String verb, RequestContext requestContext, Result result, Instant startedAt, Duration duration) {
        this(
                verb,
                requestContext,
                result.subject(),
                result.ending(),
                result.reason(),
                result.action(),
                startedAt,
                duration);
    }
}
