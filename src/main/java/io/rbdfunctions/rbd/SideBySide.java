package io.rbdfunctions.rbd;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Does independent pieces of one operation side by side, each in a virtual thread of its own. */
final class SideBySide {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private SideBySide() {}

    /** Does all pieces and waits for them all; the first failure in the order of the list comes out as it went in. */
    static void all(List<Runnable> pieces) {
        List<CompletableFuture<Void>> started = pieces.stream()
                .map(piece -> CompletableFuture.runAsync(piece, THREADS))
                .toList();
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();
        started.forEach(SideBySide::await);
    }

    private static void await(CompletableFuture<Void> piece) {
        try {
            piece.join();
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
