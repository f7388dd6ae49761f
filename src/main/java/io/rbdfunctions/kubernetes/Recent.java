package io.rbdfunctions.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers that were got a moment ago. Nothing watches for changes: what is kept is used for a short time only, and what
 * was not found is not kept.
 */
final class Recent<K, V> {
    private record Entry<V>(V value, long end) {}

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final long nanos;
    private final int limit;
    private final LongSupplier clock;

    /** @param clock in nanoseconds, from any beginning */
    Recent(Duration time, int limit, LongSupplier clock) {
        this.nanos = time.toNanos();
        this.limit = limit;
        this.clock = clock;
    }

    Optional<V> get(K key, Supplier<Optional<V>> ask) {
        long now = clock.getAsLong();
        Entry<V> known = entries.get(key);
        if (known != null && known.end() - now > 0) {
            return Optional.of(known.value());
        }
        Optional<V> asked = ask.get();
        asked.ifPresent(value -> keep(key, value, now));
        return asked;
    }

    void forget() {
        entries.clear();
    }

    /** When it is full, all is dropped: so many keys in so short a time are not asked for again soon. */
    private void keep(K key, V value, long now) {
        if (nanos == 0) {
            return;
        }
        if (entries.size() >= limit) {
            entries.clear();
        }
        entries.put(key, new Entry<>(value, now + nanos));
    }
}
