package io.rbdfunctions.function;

import io.rbdfunctions.operation.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does the work of requests, each on a virtual thread of its own, so that requests which wait for a cluster keep nobody
 * else waiting. A limited number at once: the rest is told to come back rather than queued without end.
 */
@Singleton
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());
    private final Semaphore room;

    Calls(HttpConfig config) {
        room = new Semaphore(config.inFlight());
    }

    /** The answer of {@code work}; a {@link ProblemException} for a refusal, or when there is no room. */
    <A> Uni<A> call(Operation operation, Supplier<Outcome<A>> work) {
        return start(() -> run(operation, work));
    }

    /** The answer of {@code work}, whose endings are logged by nobody. */
    <A> Uni<A> quietly(Supplier<A> work) {
        return start(work);
    }

    private <A> Uni<A> start(Supplier<A> work) {
        if (!room.tryAcquire()) {
            return Uni.createFrom().failure(new ProblemException(Problem.busy()));
        }
        return Uni.createFrom().completionStage(CompletableFuture.supplyAsync(() -> leave(work), threads));
    }

    private <A> A leave(Supplier<A> work) {
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private static <A> A run(Operation operation, Supplier<Outcome<A>> work) {
        long start = System.nanoTime();
        String ending = "failed";
        try {
            Outcome<A> outcome = work.get();
            ending = outcome instanceof Outcome.Done<A> ? "done" : "refused";
            return answer(outcome);
        } finally {
            LOG.infof(
                    "%s %s after %d ms",
                    operation,
                    ending,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    private static <A> A answer(Outcome<A> outcome) {
        return switch (outcome) {
            case Outcome.Done<A>(A answer) -> answer;
            case Outcome.Refused<A>(var refusal) -> throw new ProblemException(Problem.of(refusal));
        };
    }
}
