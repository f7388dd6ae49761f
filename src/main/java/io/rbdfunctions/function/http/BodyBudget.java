package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that all request bodies take together, and the time in which each must arrive. Memory for a body is
 * reserved before the body is read, by its Content-Length or else for the maximum, and released after the response.
 *
 * <p>Half of the budget is reserved for authenticated senders; the others share the other half.
 */
@Singleton
final class BodyBudget {
    /** The value of {@code quarkus.http.limits.max-body-size}. */
    static final long MAX_BODY = 1L << 20;

    private static final Set<HttpMethod> BODILESS_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Duration timeout;
    private final AtomicLong authenticatedBudget;
    private final AtomicLong openBudget;

    BodyBudget(HttpConfig config) {
        timeout = config.bodyTimeout();
        long half = config.bodyMemory().asLongValue() / 2;
        authenticatedBudget = new AtomicLong(half);
        openBudget = new AtomicLong(half);
    }

    /**
     * Reserves memory for the body of the request, if there is one. Fails the request later if the body does not arrive in time.
     *
     * @throws ProblemException if the budget is exhausted
     */
    void reserve(RoutingContext context, boolean isAuthenticated) {
        HttpServerRequest request = context.request();
        if (!hasBody(request)) {
            return;
        }
        AtomicLong budget = isAuthenticated ? authenticatedBudget : openBudget;
        long bytes = announced(request.headers());
        if (budget.getAndUpdate(left -> left >= bytes ? left - bytes : left) < bytes) {
            throw new ProblemException(Problem.busy());
        }
        Reservation reservation = new Reservation(budget, new AtomicLong(bytes));
        RequestAttributes.put(context, reservation);
        long timer = context.vertx().setTimer(timeout.toMillis(), _ -> giveUp(context));
        context.addEndHandler(_ -> {
            context.vertx().cancelTimer(timer);
            reservation.shrinkTo(0);
        });
    }

    private void giveUp(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.addEndHandler(_ -> context.request().connection().close());
            context.fail(new ProblemException(
                    ProblemKind.REQUEST_TIMEOUT,
                    "the body did not arrive within %d s".formatted(Math.max(1, timeout.toSeconds()))));
        }
    }

    /** Whether a body follows that will be read; with other methods it is discarded. */
    static boolean hasBody(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return !request.isEnded()
                && !BODILESS_METHODS.contains(request.method())
                && (request.version() == HttpVersion.HTTP_2
                        || headers.contains(HttpHeaders.TRANSFER_ENCODING)
                        || headers.contains(HttpHeaders.CONTENT_LENGTH));
    }

    /** At most {@link #MAX_BODY}: the server rejects longer bodies. */
    private static long announced(MultiMap headers) {
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        if (lengths.size() != 1 || headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
            return MAX_BODY;
        }
        try {
            return Math.clamp(Long.parseLong(lengths.getFirst().strip()), 0, MAX_BODY);
        } catch (NumberFormatException _) {
            return MAX_BODY;
        }
    }

    /** The bytes that one body takes of a budget. */
    record Reservation(AtomicLong budget, AtomicLong bytes) {
        /** Returns what exceeds the actual size of the body. */
        void shrinkTo(long actual) {
            long before = bytes.getAndUpdate(reserved -> Math.min(reserved, actual));
            budget.addAndGet(Math.max(0, before - actual));
        }
    }
}
