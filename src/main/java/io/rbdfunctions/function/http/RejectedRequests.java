package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.observability.Counters;
import io.rbdfunctions.operation.audit.OperationLog;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Records requests that the gate rejected: counts all of them, and writes an audit line for unauthenticated and forbidden
 * ones. The lines per second are limited, because anyone can send such requests.
 */
@Singleton
final class RejectedRequests {
    static final int LINES_PER_SECOND = 20;

    private final Instance<Counters> counters;
    private final OperationLog operationLog;
    private final RateLimit rateLimit = new RateLimit(LINES_PER_SECOND, System::nanoTime);

    /** @param counters created on first use */
    RejectedRequests(Instance<Counters> counters, OperationLog operationLog) {
        this.counters = counters;
        this.operationLog = operationLog;
    }

    void add(RoutingContext context, ProblemKind kind) {
        counters.get().countRejected(kind);
        boolean isAboutSender = kind == ProblemKind.UNAUTHENTICATED || kind == ProblemKind.FORBIDDEN;
        if (isAboutSender && rateLimit.allows()) {
            operationLog.rejected(
                    verb(context),
                    RequestAttributes.requestContext(context),
                    kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private static String verb(RoutingContext context) {
        return RequestAttributes.get(context, CheckedRequest.class)
                .map(checked -> checked.purpose() instanceof CheckedRequest.Operation(Endpoint endpoint)
                        ? endpoint.toString()
                        : "")
                .orElse("");
    }

    /** Allows {@code limit} actions in each second of a clock in nanoseconds. */
    static final class RateLimit {
        private final int limit;
        private final LongSupplier clock;
        private long start;
        private int count;

        RateLimit(int limit, LongSupplier clock) {
            this.limit = limit;
            this.clock = clock;
            this.start = clock.getAsLong();
        }

        synchronized boolean allows() {
            long now = clock.getAsLong();
            if (now - start >= Duration.ofSeconds(1).toNanos()) {
                start = now;
                count = 0;
            }
            count++;
            return count <= limit;
        }
    }
}
