package io.rbdfunctions.concurrent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Does independent pieces of one operation side by side, each in a virtual thread of its own. */
public final class Parallel {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private Parallel() {}

    public static <T> CompletableFuture<T> start(Supplier<T> piece) {
        return CompletableFuture.supplyAsync(piece, THREADS);
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

    /** Waits for the piece; its failure comes out as it went in. */
    public static <T> T await(CompletableFuture<T> piece) {
        try {
            return piece.join();
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
