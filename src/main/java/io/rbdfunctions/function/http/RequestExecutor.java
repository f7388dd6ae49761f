package io.rbdfunctions.function.http;

import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.observability.RequestLoad;
import io.rbdfunctions.observability.RequestMetrics;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Does the work of requests, each on a virtual thread of its own, so that requests which wait for a cluster keep nobody
 * else waiting. A limited number at once: the rest is told to come back rather than queued without end.
 */
@Singleton
public final class RequestExecutor implements RequestLoad {
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());
    private final RequestOrigins requestOrigins;
    private final int limit;
    private final Semaphore room;
    private final RequestMetrics requestMetrics;

    RequestExecutor(HttpConfig config, RequestOrigins requestOrigins, RequestMetrics requestMetrics) {
        this.requestOrigins = requestOrigins;
        this.requestMetrics = requestMetrics;
        limit = config.inFlight();
        room = new Semaphore(limit);
    }

    /** The answer of {@code work}; a {@link ProblemException} for a refusal, or when there is no room. */
    public <A> Uni<A> call(Supplier<Outcome<A>> work) {
        if (!room.tryAcquire()) {
            requestMetrics.rejected(ProblemKind.BUSY);
            return Uni.createFrom().failure(new ProblemException(Problem.busy()));
        }
        RequestContext requestContext = requestOrigins.current();
        return Uni.createFrom()
                .completionStage(CompletableFuture.supplyAsync(() -> requestContext.call(() -> run(work)), threads));
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int inFlight() {
        return limit - room.availablePermits();
    }

    private <A> A run(Supplier<Outcome<A>> work) {
        try {
            return answer(work.get());
        } finally {
            room.release();
        }
    }

    private static <A> A answer(Outcome<A> outcome) {
        return switch (outcome) {
            case Outcome.Done<A>(A answer) -> answer;
            case Outcome.Refused<A>(Refusal refusal) -> throw new ProblemException(Problem.of(refusal));
        };
    }
}
