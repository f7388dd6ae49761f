package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.observability.RequestMetrics;
import io.rbdfunctions.operation.audit.OperationLog;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Keeps account of requests that no function saw: counts them all, and has the audit tell of those whose sender is not known
 * or may not do it. Not of more than a number in a second, since anybody can send these.
 */
@Singleton
final class RejectedRequests {
    static final int LINES_A_SECOND = 20;

    private final RequestMetrics requestMetrics;
    private final OperationLog log;
    private final Pace pace = new Pace(LINES_A_SECOND, System::nanoTime);

    RejectedRequests(RequestMetrics requestMetrics, OperationLog log) {
        this.requestMetrics = requestMetrics;
        this.log = log;
    }

    void add(RoutingContext context, ProblemKind kind) {
        requestMetrics.rejected(kind);
        boolean isAboutTheSender = kind == ProblemKind.UNAUTHENTICATED || kind == ProblemKind.FORBIDDEN;
        if (isAboutTheSender && pace.allows()) {
            log.rejected(
                    verb(context), RequestOrigins.of(context), kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private static String verb(RoutingContext context) {
        return RequestAttributes.entry(context)
                .map(CheckedRequest::requestPurpose)
                .map(requestPurpose ->
                        requestPurpose instanceof RequestPurpose.Work(Endpoint endpoint) ? endpoint.toString() : "")
                .orElse("");
    }

    /** A number in each second, by a clock in nanoseconds. */
    static final class Pace {
        private final int most;
        private final LongSupplier clock;
        private long begun;
        private int count;

        Pace(int most, LongSupplier clock) {
            this.most = most;
            this.clock = clock;
            this.begun = clock.getAsLong();
        }

        synchronized boolean allows() {
            long now = clock.getAsLong();
            if (now - begun >= Duration.ofSeconds(1).toNanos()) {
                begun = now;
                count = 0;
            }
            count++;
            return count <= most;
        }
    }
}
