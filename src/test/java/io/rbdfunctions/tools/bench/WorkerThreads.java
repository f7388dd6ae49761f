package io.rbdfunctions.tools.bench;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs tasks in a number of threads, waits for all of them, and fails if one fails. */
final class WorkerThreads {
    private WorkerThreads() {}

    /** Runs the task once in each thread. */
    static void run(int threads, Runnable task) {
        runAll(threads, Collections.nCopies(threads, task));
    }

    /** Calls the action once for each item. */
    static <T> void forEach(int threads, List<T> items, Consumer<T> action) {
        runAll(
                threads,
                items.stream().<Runnable>map(item -> () -> action.accept(item)).toList());
    }

    private static void runAll(int threads, List<Runnable> tasks) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            CompletableFuture.allOf(tasks.stream()
                            .map(task -> CompletableFuture.runAsync(task, pool))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
