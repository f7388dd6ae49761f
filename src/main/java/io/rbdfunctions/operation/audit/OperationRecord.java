package io.rbdfunctions.operation.audit;

import io.rbdfunctions.operation.request.OperationSubject;
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
}
