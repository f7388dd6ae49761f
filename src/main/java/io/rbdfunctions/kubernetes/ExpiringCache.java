package io.rbdfunctions.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Answers that were got a moment ago. Nothing watches for changes: what is kept is used for a short time only, and what
 * was not found is not kept.
 */
public final class ExpiringCache<K, V> {
    private record Entry<V>(V value, long end) {}

    private static final int TURNS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    /** Of several keys each. */
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    private final long nanos;
    private final int limit;
    private final LongSupplier clock;

    /** @param clock in nanoseconds, from any beginning */
    public ExpiringCache(Duration time, int limit, LongSupplier clock) {
        this.nanos = time.toNanos();
        this.limit = limit;
        this.clock = clock;
    }

    public Optional<V> get(K key, Supplier<Optional<V>> ask) {
        return known(key).or(() -> nanos == 0 ? ask.get() : asked(key, ask));
    }

    private Optional<V> known(K key) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.end() - clock.getAsLong() > 0)
                .map(Entry::value);
    }

    /** One asks; who wants the same meanwhile waits for what it is told, for a while, since that may be nothing. */
    private Optional<V> asked(K key, Supplier<Optional<V>> ask) {
        ReentrantLock turn = turns.get(Math.floorMod(key.hashCode(), TURNS));
        boolean mine = isTakenSoon(turn);
        try {
            return known(key).or(() -> {
                long now = clock.getAsLong();
                Optional<V> answer = ask.get();
                answer.ifPresent(value -> keep(key, value, now));
                return answer;
            });
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
    }

    /** Asks for many with one question: who wants one of them meanwhile waits for it as for a question of its own. */
    <A> A whole(Supplier<A> ask) {
        List<ReentrantLock> free = turns.stream().filter(ReentrantLock::tryLock).toList();
        try {
            return ask.get();
        } finally {
            free.forEach(ReentrantLock::unlock);
        }
    }

    private static boolean isTakenSoon(ReentrantLock turn) {
        try {
            return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has it known, since it was told without a question. */
    void put(K key, V value) {
        keep(key, value, clock.getAsLong());
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
