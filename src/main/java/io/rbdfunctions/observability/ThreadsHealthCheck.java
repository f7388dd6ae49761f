package io.rbdfunctions.observability;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Reports a replica whose virtual threads, which process all requests, no longer run: the kubelet restarts it. */
@Singleton
@Liveness
final class ThreadsHealthCheck implements HealthCheck {
    private final Executor threads;
    private final Duration limit;

    @Inject
    ThreadsHealthCheck() {
        this(Thread::startVirtualThread, Duration.ofSeconds(2));
    }

    ThreadsHealthCheck(Executor threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    @Override
    public HealthCheckResponse call() {
        boolean isRunning = CompletableFuture.supplyAsync(() -> true, threads)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return HealthCheckResponse.named("threads").status(isRunning).build();
    }
}
