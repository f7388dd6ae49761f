package io.rbdfunctions.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.volume.ObjectName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryQueueTest {
    private static final ReconcileKey ONE = new ReconcileKey.Volume(new ObjectName("one"));
    private static final ReconcileKey TWO = new ReconcileKey.Volume(new ObjectName("two"));

    private final Deque<Runnable> scheduled = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<ReconcileKey> reconciled = new ArrayList<>();
    private boolean isSuccessful;

    private final RetryQueue retryQueue = new RetryQueue(2, this::reconcile, this::schedule);

    @Test
    void retriesWithGrowingPausesUntilItSucceeds() {
        retryQueue.add(ONE);
        runNext();
        runNext();
        isSuccessful = true;
        runNext();

        assertThat(reconciled).containsExactly(ONE, ONE, ONE);
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(scheduled).isEmpty();
        assertThat(retryQueue.size()).isZero();
    }

    /** Work that is running then may fail in any way. */
    @Test
    void aClosedQueueDoesNothing() {
        retryQueue.add(ONE);
        retryQueue.close();
        runNext();

        assertThat(reconciled).isEmpty();
        RetryQueue[] closing = new RetryQueue[1];
        closing[0] = new RetryQueue(
                2,
                _ -> {
                    closing[0].close();
                    throw new IllegalStateException("the application has ended");
                },
                this::schedule);
        closing[0].add(ONE);
        assertThatCode(this::runNext).doesNotThrowAnyException();
    }

    @Test
    void queuesAnObjectOnce() {
        retryQueue.add(ONE);
        retryQueue.add(ONE);

        assertThat(scheduled).hasSize(1);
        assertThat(retryQueue.size()).isEqualTo(1);
    }

    @Test
    void ignoresObjectsBeyondItsLimit() {
        retryQueue.add(ONE);
        retryQueue.add(TWO);
        retryQueue.add(new ReconcileKey.Volume(new ObjectName("three")));

        assertThat(retryQueue.size()).isEqualTo(2);
        assertThat(scheduled).hasSize(2);
    }

    @Test
    void acceptsObjectsAgainAfterASuccess() {
        isSuccessful = true;
        retryQueue.add(ONE);
        retryQueue.add(TWO);
        runNext();
        retryQueue.add(ONE);

        assertThat(retryQueue.size()).isEqualTo(2);
    }

    @Test
    void removesAnObjectIfTheWorkThrows() {
        RetryQueue broken = new RetryQueue(
                2,
                _ -> {
                    throw new IllegalStateException("bug");
                },
                this::schedule);
        broken.add(ONE);

        assertThatThrownBy(this::runNext).isInstanceOf(IllegalStateException.class);

        assertThat(broken.size()).isZero();
        assertThat(scheduled).isEmpty();
    }

    @ParameterizedTest(name = "after {0} attempts: {1} s")
    @CsvSource({"0, 2", "1, 4", "6, 128", "7, 256", "8, 300", "60, 300", "1000000, 300"})
    void pausesNoLongerThanFiveMinutes(int attempts, long seconds) {
        assertThat(RetryQueue.pause(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private void schedule(Duration pause, Runnable task) {
        pauses.add(pause);
        scheduled.add(task);
    }

    private boolean reconcile(ReconcileKey key) {
        reconciled.add(key);
        return isSuccessful;
    }

    private void runNext() {
        scheduled.remove().run();
    }
}
