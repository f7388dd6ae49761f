package io.rbdfunctions.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Runs work once per key at a time: callers that arrive while it runs share its result or its failure. */
public final class SingleFlight<K, V> {
    private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

    public V share(K key, Supplier<V> work) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> other = running.putIfAbsent(key, own);
        return other == null ? run(key, own, work) : Parallel.await(other);
    }

    private V run(K key, CompletableFuture<V> own, Supplier<V> work) {
        try {
            own.complete(work.get());
        } catch (RuntimeException | Error failure) {
            own.completeExceptionally(failure);
        } finally {
            running.remove(key);
        }
        return Parallel.await(own);
    }
}
