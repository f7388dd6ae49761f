package io.rbdfunctions.kubernetes;

import io.rbdfunctions.concurrent.SingleFlight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A small cache with a short TTL. Callers that ask for the same key at the same time share one load. An empty result is
 * not cached.
 *
 * <p>Caffeine would do most of this, but its first use costs 14 to 20 ms of a cold start, and this class less than 1 ms.
 */
public final class ExpiringCache<K, V> {
    private record Entry<V>(V value, long expiry) {}

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final SingleFlight<K, Optional<V>> loads = new SingleFlight<>();
    private volatile CountDownLatch bulkLoad = new CountDownLatch(0);

    private final long ttl;
    private final int limit;
    private final LongSupplier clock;

    /**
     * Creates an empty cache.
     *
     * @param ttl zero to cache nothing
     * @param limit the maximum number of entries
     * @param clock in nanoseconds, with any origin
     */
    public ExpiringCache(Duration ttl, int limit, LongSupplier clock) {
        this.ttl = ttl.toNanos();
        this.limit = limit;
        this.clock = clock;
    }

    public Optional<V> get(K key, Supplier<Optional<V>> loader) {
        return cached(key)
                .or(() -> loads.share(key, () -> {
                    awaitBulkLoad();
                    return cached(key).or(() -> load(key, loader));
                }));
    }

    /** Loads many values with one call. Until it returns, but for no longer than a second, {@link #get} waits for it. */
    List<V> loadAll(Supplier<List<V>> loader, Function<V, K> key) {
        CountDownLatch load = new CountDownLatch(1);
        bulkLoad = load;
        try {
            long start = clock.getAsLong();
            List<V> values = loader.get();
            values.forEach(value -> put(key.apply(value), value, start));
            return values;
        } finally {
            load.countDown();
        }
    }

    void clear() {
        entries.clear();
    }

    private Optional<V> cached(K key) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.expiry() - clock.getAsLong() > 0)
                .map(Entry::value);
    }

    private Optional<V> load(K key, Supplier<Optional<V>> loader) {
        long start = clock.getAsLong();
        Optional<V> loaded = loader.get();
        loaded.ifPresent(value -> put(key, value, start));
        return loaded;
    }

    private void awaitBulkLoad() {
        try {
            boolean _ = bulkLoad.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(K key, V value, long loadedAt) {
        if (ttl == 0) {
            return;
        }
        if (entries.size() >= limit) {
            entries.clear();
        }
        entries.put(key, new Entry<>(value, loadedAt + ttl));
    }
}
