package io.rbdfunctions.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ParallelRunAllTest {
    @Test
    void tasksRunInParallel() {
        var together = new CountDownLatch(2);
        Runnable waitsForTheOther = () -> {
            together.countDown();
            await(together);
        };

        Parallel.runAll(List.of(waitsForTheOther, waitsForTheOther));

        assertThat(together.getCount()).isZero();
    }

    @Test
    void allTasksEndBeforeTheFirstFailureIsThrown() {
        var ended = new AtomicInteger();
        var first = new IllegalStateException("first in the list, last in time");
        var gate = new CountDownLatch(1);

        assertThatThrownBy(() -> Parallel.runAll(List.of(
                        () -> {
                            await(gate);
                            throw first;
                        },
                        () -> {
                            gate.countDown();
                            throw new IllegalStateException("second");
                        },
                        ended::incrementAndGet)))
                .isSameAs(first);
        assertThat(ended).hasValue(1);
    }

    @Test
    void anEmptyListIsAllowed() {
        assertThatCode(() -> Parallel.runAll(List.of())).doesNotThrowAnyException();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
