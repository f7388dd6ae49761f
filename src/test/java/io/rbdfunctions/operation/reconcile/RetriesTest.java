package io.rbdfunctions.operation.reconcile;

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

class RetriesTest {
    private static final Subject ONE = new Subject.Volume(new ObjectName("one"));
    private static final Subject TWO = new Subject.Volume(new ObjectName("two"));

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Subject> tried = new ArrayList<>();
    private boolean comesRight;

    private final Retries retries = new Retries(this::later, 2, this::attempt);

    @Test
    void triesAgainWithGrowingPausesUntilItComesRight() {
        retries.add(ONE);
        passTime();
        passTime();
        comesRight = true;
        passTime();

        assertThat(tried).containsExactly(ONE, ONE, ONE);
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(waiting).isEmpty();
        assertThat(retries.size()).isZero();
    }

    @Test
    void keepsASubjectOnceHoweverOftenItIsAdded() {
        retries.add(ONE);
        retries.add(ONE);

        assertThat(waiting).hasSize(1);
        assertThat(retries.size()).isEqualTo(1);
    }

    @Test
    void leavesWhatDoesNotFitToTheSweep() {
        retries.add(ONE);
        retries.add(TWO);
        retries.add(new Subject.Volume(new ObjectName("three")));

        assertThat(retries.size()).isEqualTo(2);
        assertThat(waiting).hasSize(2);
    }

    @Test
    void hasRoomAgainWhenSomethingHasComeRight() {
        comesRight = true;
        retries.add(ONE);
        retries.add(TWO);
        passTime();
        retries.add(ONE);

        assertThat(retries.size()).isEqualTo(2);
    }

    @Test
    void forgetsASubjectWhoseWorkIsBrokenRatherThanKeepItForEver() {
        Retries broken = new Retries(this::later, 2, _ -> {
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
        assertThat(Retries.pause(tries)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private void later(Duration pause, Runnable task) {
        pauses.add(pause);
        waiting.add(task);
    }

    private boolean attempt(Subject subject) {
        tried.add(subject);
        return comesRight;
    }

    private void passTime() {
        waiting.remove().run();
    }
}
