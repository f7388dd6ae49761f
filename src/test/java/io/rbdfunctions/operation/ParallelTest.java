package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ParallelTest {
    @Test
    void piecesRunSideBySide() {
        var together = new CountDownLatch(2);
        Runnable waitsForTheOther = () -> {
            together.countDown();
            await(together);
        };

        Parallel.all(List.of(waitsForTheOther, waitsForTheOther));

        assertThat(together.getCount()).isZero();
    }

    @Test
    void aPieceIsAwaitedForItsAnswer() {
        assertThat(Parallel.await(Parallel.start(() -> "answer"))).isEqualTo("answer");
    }

    @Test
    void aFailureComesOutAsItWentIn() {
        var failure = new IllegalStateException("bug");
        var error = new StackOverflowError();

        assertThatThrownBy(() -> Parallel.await(Parallel.start(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThatThrownBy(() -> Parallel.await(Parallel.start(() -> {
                    throw error;
                })))
                .isSameAs(error);
    }

    @Test
    void allPiecesEndBeforeTheFirstFailureComesOut() {
        var ended = new AtomicInteger();
        var first = new IllegalStateException("first in the list, last in time");
        var gate = new CountDownLatch(1);

        assertThatThrownBy(() -> Parallel.all(List.of(
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
    void nothingToDoIsDone() {
        Parallel.all(List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
