package io.rbdfunctions.reconcile.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageDetectorTest {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final OutageDetector outageDetector = new OutageDetector(() -> now);

    @Test
    void aClusterThatNeverAnsweredIsNoOutage() {
        assertThat(outageDetector.isOutage("wrong")).isFalse();

        outageDetector.answered("right");

        assertThat(outageDetector.isOutage("wrong")).isFalse();
    }

    @Test
    void theOnlyClusterBeingUnreachableIsAnOutage() {
        outageDetector.answered("only");
        passTime(Duration.ofHours(1));

        assertThat(outageDetector.isOutage("only")).isTrue();
    }

    @Test
    void oneUnreachableClusterIsNoOutageWhileAnotherAnswers() {
        outageDetector.answered("one");
        outageDetector.answered("another");

        assertThat(outageDetector.isOutage("one")).isFalse();
        passTime(Duration.ofSeconds(59));
        assertThat(outageDetector.isOutage("one")).isFalse();
    }

    @Test
    void noAnswerFromAnyClusterForAMinuteIsAnOutage() {
        outageDetector.answered("one");
        outageDetector.answered("another");
        passTime(Duration.ofMinutes(1));

        assertThat(outageDetector.isOutage("one")).isTrue();
        assertThat(outageDetector.isOutage("another")).isTrue();
    }

    private void passTime(Duration time) {
        now = now.plus(time);
    }
}
