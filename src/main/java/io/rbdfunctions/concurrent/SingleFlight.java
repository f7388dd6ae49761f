package io.rbdfunctions.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets equal requests that arrive while one of them is being met share its answer: a request delivered a hundred times
 * costs one, and all are told the same.
 */
public final class SingleFlight<K, V> {
    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    public V share(K key, Supplier<V> work) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> running = flights.putIfAbsent(key, own);
        return running == null ? fly(key, own, work) : Parallel.await(running);
    }

    private V fly(K key, CompletableFuture<V> own, Supplier<V> work) {
        try {
            own.complete(work.get());
        } catch (RuntimeException | Error failure) {
            own.completeExceptionally(failure);
        } finally {
            flights.remove(key);
        }
        return Parallel.await(own);
    }
}
