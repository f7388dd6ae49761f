package io.rbdfunctions.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SingleFlightTest {
    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void whoeverAsksMeanwhileIsToldTheSame() throws Exception {
        var all = IntStream.range(0, 100).mapToObj(_ -> ask("a")).toList();
        await().until(() -> all.stream().allMatch(Asking::waits));

        gate.countDown();

        for (var asking : all) {
            assertThat(asking.answer().get()).isEqualTo(1);
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void whoeverAsksForAnotherThingIsNotHeldUp() throws Exception {
        var held = ask("a");
        await().until(held::waits);

        assertThat(flights.share("b", () -> 7)).isEqualTo(7);

        assertThat(held.answer().isDone()).isFalse();
        gate.countDown();
        assertThat(held.answer().get()).isEqualTo(1);
    }

    @Test
    void whoeverAsksAfterwardsIsAnsweredAnew() {
        assertThat(List.of(flights.share("a", runs::incrementAndGet), flights.share("a", runs::incrementAndGet)))
                .containsExactly(1, 2);
    }

    @Test
    void aFailureIsSharedAsItIsAndNotKept() {
        var failure = new IllegalStateException("failed");
        var error = new StackOverflowError();

        assertThatThrownBy(() -> flights.share("a", failing(failure))).isSameAs(failure);
        assertThatThrownBy(() -> flights.share("a", () -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThat(flights.share("a", runs::incrementAndGet)).isEqualTo(1);
    }

    private static Supplier<Integer> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    /** Somebody who has asked, in a thread of their own. */
    private record Asking(FutureTask<Integer> answer, Thread thread) {
        boolean waits() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }
    }

    private Asking ask(String key) {
        var answer = new FutureTask<>(() -> flights.share(key, this::runOnceTheGateOpens));
        return new Asking(answer, Thread.ofVirtual().start(answer));
    }

    private int runOnceTheGateOpens() {
        int run = runs.incrementAndGet();
        try {
            assertThat(gate.await(8, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return run;
    }
}
