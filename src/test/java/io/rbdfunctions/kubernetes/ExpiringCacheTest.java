package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {
    private static final Duration TIME = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExpiringCache<String, Integer> expiringCache = new ExpiringCache<>(TIME, 2, now::get);

    @Test
    void whatIsKnownIsNotAskedAgain() {
        assertThat(get("a")).contains(1);
        assertThat(get("a")).contains(1);
        assertThat(get("b")).contains(2);
    }

    @Test
    void whenItsTimeIsOverItIsAskedAnew() {
        get("a");
        now.addAndGet(TIME.toNanos() - 1);
        assertThat(get("a")).contains(1);
        now.incrementAndGet();
        assertThat(get("a")).contains(2);
    }

    @Test
    void whatIsForgottenIsAskedAnew() {
        get("a");
        expiringCache.forget();
        assertThat(get("a")).contains(2);
    }

    @Test
    void whatIsNotThereIsAskedEachTime() {
        assertThat(expiringCache.get("a", Optional::empty)).isEmpty();
        assertThat(get("a")).contains(1);
    }

    @Test
    void noMoreThanTheLimitIsKept() {
        get("a");
        get("b");
        get("c");
        assertThat(get("c")).contains(3);
        assertThat(get("a")).contains(4);
    }

    @Test
    void withoutTimeNothingIsKept() {
        ExpiringCache<String, Integer> none = new ExpiringCache<>(Duration.ZERO, 2, now::get);
        none.get("a", () -> Optional.of(1));
        assertThat(none.get("a", () -> Optional.of(2))).contains(2);
    }

    @Test
    void whoAsksMeanwhileIsToldTheSame() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Asking first = asking(() -> expiringCache.get("a", () -> {
            await(answered);
            return Optional.of(asked.incrementAndGet());
        }));
        Asking second = asking(() -> get("a"));

        answered.countDown();

        assertThat(first.answer().get()).contains(1);
        assertThat(second.answer().get()).contains(1);
    }

    @Test
    void whoAsksWhileAllAreAskedForIsToldWhatTheyAre() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Asking all = asking(() -> expiringCache.whole(() -> {
            await(answered);
            expiringCache.put("a", 7);
            return Optional.empty();
        }));
        Asking one = asking(() -> get("a"));
        Asking missing = asking(() -> get("b"));

        answered.countDown();

        assertThat(all.answer().get()).isEmpty();
        assertThat(one.answer().get()).contains(7);
        assertThat(missing.answer().get()).contains(1);
    }

    @Test
    void whoWaitsForAnAnswerThatDoesNotComeAsks() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            others.execute(() -> expiringCache.get("a", () -> {
                reached.countDown();
                await(over);
                return Optional.empty();
            }));
            reached.await();

            assertThat(get("a")).contains(1);
            over.countDown();
        }
    }

    @Test
    void whatIsToldIsNotAskedFor() {
        expiringCache.put("a", 7);

        assertThat(get("a")).contains(7);
    }

    /** Somebody who has asked, in a thread of their own. */
    private record Asking(FutureTask<Optional<Integer>> answer, Thread thread) {
        boolean waits() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }
    }

    /** Has asked, and waits. */
    private static Asking asking(Callable<Optional<Integer>> question) {
        FutureTask<Optional<Integer>> answer = new FutureTask<>(question);
        Asking asking = new Asking(answer, Thread.ofVirtual().start(answer));
        Awaitility.await().until(asking::waits);
        return asking;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Integer> get(String key) {
        return expiringCache.get(key, () -> Optional.of(asked.incrementAndGet()));
    }
}
