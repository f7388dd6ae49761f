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
 * An operation that ended, however it did.
 *
 * @param verb what was to be done: one of few
 * @param subject what it was done to
 * @param reason the class of the refusal or obstacle, in lower case; {@code bug} for a fault of ours, {@code none} when done
 * @param action what was done, in words of ours; null unless it is done
 */
public record OperationRecord(
        String verb,
        RequestContext requestContext,
        OperationSubject subject,
        Ending ending,
        String reason,
        @Nullable String action,
        Instant begun,
        Duration took) {

    /** How operations end. */
    public enum Ending {
        /** All is as was asked. */
        DONE,
        /** It cannot be, as things are. */
        REFUSED,
        /** It may come right when it is tried again. */
        RETRY,
        /** By a fault of ours. */
        FAILED
    }

    /** How an operation ended: everything of the record but who asked and when. */
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

    OperationRecord(String verb, RequestContext requestContext, Result result, Instant begun, Duration took) {
        this(verb, requestContext, result.subject(), result.ending(), result.reason(), result.action(), begun, took);
    }
}
