package io.rbdfunctions.operation.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final Answers answers = new Answers(() -> now);

    @Test
    void aClassThatNeverAnsweredIsToBlameItself() {
        assertThat(answers.isOutage("wrong")).isFalse();

        answers.heardFrom("right");

        assertThat(answers.isOutage("wrong")).isFalse();
    }

    @Test
    void theOnlyClusterFallsSilentForAll() {
        answers.heardFrom("only");
        passTime(Duration.ofHours(1));

        assertThat(answers.isOutage("only")).isTrue();
    }

    @Test
    void oneClusterFallsSilentForItselfWhileAnotherAnswers() {
        answers.heardFrom("one");
        answers.heardFrom("another");

        assertThat(answers.isOutage("one")).isFalse();
        passTime(Duration.ofSeconds(59));
        assertThat(answers.isOutage("one")).isFalse();
    }

    @Test
    void whenNoneAnswersAnyMoreItIsAnOutage() {
        answers.heardFrom("one");
        answers.heardFrom("another");
        passTime(Duration.ofMinutes(1));

        assertThat(answers.isOutage("one")).isTrue();
        assertThat(answers.isOutage("another")).isTrue();
    }

    private void passTime(Duration time) {
        now = now.plus(time);
    }
}
