package io.rbdfunctions.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
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

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<ReconcileKey> tried = new ArrayList<>();
    private boolean comesRight;

    private final RetryQueue retryQueue = new RetryQueue(this::later, 2, this::attempt);

    @Test
    void triesAgainWithGrowingPausesUntilItComesRight() {
        retryQueue.add(ONE);
        passTime();
        passTime();
        comesRight = true;
        passTime();

        assertThat(tried).containsExactly(ONE, ONE, ONE);
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(waiting).isEmpty();
        assertThat(retryQueue.size()).isZero();
    }

    @Test
    void keepsASubjectOnceHoweverOftenItIsAdded() {
        retryQueue.add(ONE);
        retryQueue.add(ONE);

        assertThat(waiting).hasSize(1);
        assertThat(retryQueue.size()).isEqualTo(1);
    }

    @Test
    void leavesWhatDoesNotFitToTheSweep() {
        retryQueue.add(ONE);
        retryQueue.add(TWO);
        retryQueue.add(new ReconcileKey.Volume(new ObjectName("three")));

        assertThat(retryQueue.size()).isEqualTo(2);
        assertThat(waiting).hasSize(2);
    }

    @Test
    void hasRoomAgainWhenSomethingHasComeRight() {
        comesRight = true;
        retryQueue.add(ONE);
        retryQueue.add(TWO);
        passTime();
        retryQueue.add(ONE);

        assertThat(retryQueue.size()).isEqualTo(2);
    }

    @Test
    void forgetsASubjectWhoseWorkIsBrokenRatherThanKeepItForEver() {
        RetryQueue broken = new RetryQueue(this::later, 2, _ -> {
            throw new IllegalStateException("a fault of ours");
        });
        broken.add(ONE);

        assertThatThrownBy(this::passTime).isInstanceOf(IllegalStateException.class);

        assertThat(broken.size()).isZero();
        assertThat(waiting).isEmpty();
    }

    @ParameterizedTest(name = "after {0} tries: {1} s")
    @CsvSource({"0, 2", "1, 4", "6, 128", "7, 256", "8, 300", "60, 300", "1000000, 300"})
    void pausesNoLongerThanFiveMinutes(int tries, long seconds) {
        assertThat(RetryQueue.pause(tries)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private void later(Duration pause, Runnable task) {
        pauses.add(pause);
        waiting.add(task);
    }

    private boolean attempt(ReconcileKey key) {
        tried.add(key);
        return comesRight;
    }

    private void passTime() {
        waiting.remove().run();
    }
}
