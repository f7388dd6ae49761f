package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Ended.Ending;
import org.jspecify.annotations.Nullable;

/** How an operation ended, in words that there are few of. */
record Result(Ending ending, String reason, @Nullable String action, About about) {

    static Result of(Outcome<?> outcome, About asked) {
        return switch (outcome) {
            case Outcome.Done<?>(Object answer) -> done(Deed.of(answer), asked);
            case Outcome.Refused<?>(Refusal refusal) ->
                new Result(Ending.REFUSED, Words.label(refusal.reason()), null, asked);
        };
    }

    private static Result done(Deed deed, About asked) {
        return new Result(Ending.DONE, "none", deed.action(), deed.about().orElse(asked));
    }

    static Result of(TryAgainException unfinished, About asked) {
        return new Result(Ending.AGAIN, Words.label(unfinished.obstacle()), null, asked);
    }

    static Result fault(About asked) {
        return new Result(Ending.FAILED, "bug", null, asked);
    }
}
