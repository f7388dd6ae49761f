package io.rbdfunctions.function;

import io.rbdfunctions.observe.Requests;
import io.rbdfunctions.operation.Origin;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.Refusal;
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
final class Calls {
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());
    private final Origins origins;
    private final int limit;
    private final Semaphore room;
    private final Requests requests;

    Calls(HttpConfig config, Origins origins, Requests requests) {
        this.origins = origins;
        this.requests = requests;
        limit = config.inFlight();
        room = new Semaphore(limit);
    }

    /** The answer of {@code work}; a {@link ProblemException} for a refusal, or when there is no room. */
    <A> Uni<A> call(Supplier<Outcome<A>> work) {
        if (!room.tryAcquire()) {
            requests.refused(ProblemKind.BUSY);
            return Uni.createFrom().failure(new ProblemException(Problem.busy()));
        }
        Origin origin = origins.current();
        return Uni.createFrom()
                .completionStage(CompletableFuture.supplyAsync(() -> origin.during(() -> run(work)), threads));
    }

    /** How many are done at once at the most. */
    int limit() {
        return limit;
    }

    /** How many are being done. */
    int inFlight() {
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
