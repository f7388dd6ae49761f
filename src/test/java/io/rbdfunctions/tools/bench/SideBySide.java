package io.rbdfunctions.tools.bench;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Does things from several threads, and fails when one of them fails. */
final class SideBySide {
    private SideBySide() {}

    static void run(int threads, Runnable work) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<Void>> running = IntStream.range(0, threads)
                    .mapToObj(_ -> CompletableFuture.runAsync(work, pool))
                    .toList();
            running.forEach(CompletableFuture::join);
        }
    }

    /** Each of the things once, by whichever thread comes next. */
    static <T> void each(int threads, List<T> things, Consumer<T> work) {
        Iterator<T> rest = things.iterator();
        run(threads, () -> {
            for (T thing = next(rest); thing != null; thing = next(rest)) {
                work.accept(thing);
            }
        });
    }

    private static <T> @Nullable T next(Iterator<T> rest) {
        synchronized (rest) {
            return rest.hasNext() ? rest.next() : null;
        }
    }
}
