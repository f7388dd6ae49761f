package io.rbdfunctions.observability;

import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.request.OperationSubject;
import java.time.Duration;
import java.time.Instant;

/** Records of finished operations. */
final class RecordedOperations {
    private RecordedOperations() {}

    static OperationRecord done(String verb, RequestContext requestContext) {
        return new OperationRecord(
                verb,
                requestContext,
                new OperationSubject(null, null, "kube/image"),
                Ending.DONE,
                "none",
                "created",
                Instant.now(),
                Duration.ofMillis(20));
    }
}
