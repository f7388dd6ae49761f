package io.rbdfunctions.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs independent tasks in virtual threads of their own. */
public final class Parallel {
    private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

    private Parallel() {}

    public static <T> CompletableFuture<T> start(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREADS);
    }

    /** Runs all tasks in parallel and waits for all of them. Then throws the first failure in the order of the list. */
    public static void runAll(List<Runnable> tasks) {
        List<CompletableFuture<Void>> running = tasks.stream()
                .map(task -> CompletableFuture.runAsync(task, THREADS))
                .toList();
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();
        running.forEach(Parallel::await);
    }

    /** Waits for the task for at most {@code limit}; empty if it takes longer. The task is not cancelled. */
    public static <T> Optional<T> within(Duration limit, Supplier<T> task) {
        return await(start(() -> Optional.of(task.get()))
                .completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Waits for the task. Its failure is thrown as it is, without a wrapper. */
    public static <T> T await(CompletableFuture<T> task) {
        try {
            return task.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure;
        }
    }
}
