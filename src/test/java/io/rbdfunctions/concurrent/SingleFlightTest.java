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
    private final SingleFlight<String, Integer> singleFlight = new SingleFlight<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void sharesTheResultOfRunningWork() throws Exception {
        var all = IntStream.range(0, 100).mapToObj(_ -> start("a")).toList();
        await().until(() -> all.stream().allMatch(Call::waits));

        gate.countDown();

        for (var call : all) {
            assertThat(call.result().get()).isEqualTo(1);
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void doesNotBlockOtherKeys() throws Exception {
        var blocked = start("a");
        await().until(blocked::waits);

        assertThat(singleFlight.share("b", () -> 7)).isEqualTo(7);

        assertThat(blocked.result().isDone()).isFalse();
        gate.countDown();
        assertThat(blocked.result().get()).isEqualTo(1);
    }

    @Test
    void runsAgainAfterwards() {
        assertThat(List.of(
                        singleFlight.share("a", runs::incrementAndGet), singleFlight.share("a", runs::incrementAndGet)))
                .containsExactly(1, 2);
    }

    @Test
    void throwsAFailureAsItIsAndRunsAgain() {
        var failure = new IllegalStateException("failed");
        var error = new StackOverflowError();

        assertThatThrownBy(() -> singleFlight.share("a", failing(failure))).isSameAs(failure);
        assertThatThrownBy(() -> singleFlight.share("a", () -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThat(singleFlight.share("a", runs::incrementAndGet)).isEqualTo(1);
    }

    private static Supplier<Integer> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    /** A call in a thread of its own. */
    private record Call(FutureTask<Integer> result, Thread thread) {
        boolean waits() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }
    }

    private Call start(String key) {
        var result = new FutureTask<>(() -> singleFlight.share(key, this::runOnceTheGateOpens));
        return new Call(result, Thread.ofVirtual().start(result));
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
