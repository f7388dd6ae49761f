package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {
    private static final Duration TTL = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();
    private final ExpiringCache<String, Integer> cache = new ExpiringCache<>(TTL, 2, now::get);

    @Test
    void loadsOnce() {
        assertThat(get("a")).contains(1);
        assertThat(get("a")).contains(1);
        assertThat(get("b")).contains(2);
    }

    @Test
    void loadsAgainAfterTheTtl() {
        get("a");
        now.addAndGet(TTL.toNanos() - 1);
        assertThat(get("a")).contains(1);
        now.incrementAndGet();
        assertThat(get("a")).contains(2);
    }

    @Test
    void loadsAgainAfterClear() {
        get("a");
        cache.clear();
        assertThat(get("a")).contains(2);
    }

    @Test
    void doesNotCacheEmptyResults() {
        assertThat(cache.get("a", Optional::empty)).isEmpty();
        assertThat(get("a")).contains(1);
    }

    @Test
    void isBounded() {
        get("a");
        get("b");
        get("c");
        assertThat(get("c")).contains(3);
        assertThat(get("a")).contains(4);
    }

    @Test
    void cachesNothingWithATtlOfZero() {
        ExpiringCache<String, Integer> none = new ExpiringCache<>(Duration.ZERO, 2, now::get);
        none.get("a", () -> Optional.of(1));
        assertThat(none.get("a", () -> Optional.of(2))).contains(2);
    }

    @Test
    void sharesALoadInProgress() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Call first = blockedCall(() -> cache.get("a", () -> {
            await(release);
            return Optional.of(loads.incrementAndGet());
        }));
        Call second = blockedCall(() -> get("a"));

        release.countDown();

        assertThat(first.result().get()).contains(1);
        assertThat(second.result().get()).contains(1);
    }

    @Test
    void waitsForABulkLoadInProgress() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Call all = blockedCall(() -> loadAll(release));
        Call one = blockedCall(() -> get("a"));
        Call missing = blockedCall(() -> get("b"));

        release.countDown();

        assertThat(all.result().get()).contains(7);
        assertThat(one.result().get()).contains(7);
        assertThat(missing.result().get()).contains(1);
    }

    @Test
    void loadsItselfIfABulkLoadTakesTooLong() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Call all = blockedCall(() -> loadAll(release));

        assertThat(get("a")).contains(1);

        release.countDown();
        assertThat(all.result().get()).contains(7);
    }

    /** A call in a thread of its own. */
    private record Call(FutureTask<Optional<Integer>> result, Thread thread) {
        boolean waits() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }
    }

    /** Starts the call and waits until it blocks. */
    private static Call blockedCall(Callable<Optional<Integer>> call) {
        FutureTask<Optional<Integer>> result = new FutureTask<>(call);
        Call blockedCall = new Call(result, Thread.ofVirtual().start(result));
        Awaitility.await().until(blockedCall::waits);
        return blockedCall;
    }

    private Optional<Integer> loadAll(CountDownLatch release) {
        return cache
                .loadAll(
                        () -> {
                            await(release);
                            return List.of(7);
                        },
                        _ -> "a")
                .stream()
                .findFirst();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Integer> get(String key) {
        return cache.get(key, () -> Optional.of(loads.incrementAndGet()));
    }
}
