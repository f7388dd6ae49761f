package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;

/** Assertions on outcomes. */
public final class Outcomes {
    private Outcomes() {}

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.answer();
            case Outcome.Refused<T> refused -> throw new AssertionError(refused);
        };
    }

    public static Refusal refused(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> throw new AssertionError(done);
            case Outcome.Refused<?> refused -> refused.refusal();
        };
    }

    public static void refused(Outcome<?> outcome, Refusal.Reason reason, String detail) {
        assertThat(refused(outcome))
                .extracting(Refusal::reason, Refusal::detail)
                .containsExactly(reason, detail);
    }
}
