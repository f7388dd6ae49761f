package io.rbdfunctions.operation.audit;

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
        AGAIN,
        /** By a fault of ours. */
        FAILED
    }

    OperationRecord(String verb, RequestContext requestContext, Result result, Instant begun, Duration took) {
        this(verb, requestContext, result.subject(), result.ending(), result.reason(), result.action(), begun, took);
    }
}
