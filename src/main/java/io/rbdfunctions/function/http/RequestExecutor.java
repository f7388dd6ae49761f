package io.rbdfunctions.function.http;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.observability.Counters;
import io.rbdfunctions.observability.Metrics;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs each request on its own virtual thread, so that requests waiting for a cluster do not block others. The number of
 * concurrent requests is limited; further requests are rejected instead of queued.
 */
@Singleton
public final class RequestExecutor implements Metrics.RequestLoad {
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());
    private final CurrentVertxRequest currentRequest;
    private final int limit;
    private final Semaphore permits;
    private final Instance<Counters> counters;

    /** @param counters created on first use */
    RequestExecutor(HttpConfig config, CurrentVertxRequest currentRequest, Instance<Counters> counters) {
        this.currentRequest = currentRequest;
        this.counters = counters;
        limit = config.inFlight();
        if (limit < 1) {
            throw new IllegalArgumentException("rbd-functions.http.in-flight must be at least 1");
        }
        permits = new Semaphore(limit);
    }

    /** Returns the answer of {@code work}; fails with a {@link ProblemException} if it is refused or the limit is reached. */
    public <A> Uni<A> call(Supplier<Outcome<A>> work) {
        if (!permits.tryAcquire()) {
            counters.get().countRejected(ProblemKind.BUSY);
            return Uni.createFrom().failure(new ProblemException(Problem.busy()));
        }
        RequestContext requestContext = requestContext();
        return Uni.createFrom()
                .completionStage(CompletableFuture.supplyAsync(() -> requestContext.call(() -> run(work)), threads));
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int inFlight() {
        return limit - permits.availablePermits();
    }

    /** Known only to the thread on which Funqy calls the function. */
    private RequestContext requestContext() {
        RoutingContext context = Arc.container().requestContext().isActive() ? currentRequest.getCurrent() : null;
        return context == null ? RequestContext.INTERNAL : RequestAttributes.requestContext(context);
    }

    private <A> A run(Supplier<Outcome<A>> work) {
        try {
            return answer(work.get());
        } finally {
            permits.release();
        }
    }

    private static <A> A answer(Outcome<A> outcome) {
        return switch (outcome) {
            case Outcome.Done<A>(A answer) -> answer;
            case Outcome.Refused<A>(Refusal refusal) -> throw new ProblemException(Problem.of(refusal));
        };
    }
}
