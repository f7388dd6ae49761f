package io.rbdfunctions.operation.audit;

import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import org.jspecify.annotations.Nullable;

/** How an operation ended, in words that there are few of. */
record Result(Ending ending, String reason, @Nullable String action, OperationSubject subject) {

    static Result of(Outcome<?> outcome, OperationSubject asked) {
        return switch (outcome) {
            case Outcome.Done<?>(Object answer) -> done(Deed.of(answer), asked);
            case Outcome.Refused<?>(Refusal refusal) ->
                new Result(Ending.REFUSED, EnumText.label(refusal.reason()), null, asked);
        };
    }

    private static Result done(Deed deed, OperationSubject asked) {
        return new Result(Ending.DONE, "none", deed.action(), deed.subject().orElse(asked));
    }

    static Result of(TryAgainException unfinished, OperationSubject asked) {
        return new Result(Ending.AGAIN, EnumText.label(unfinished.obstacle()), null, asked);
    }

    static Result fault(OperationSubject asked) {
        return new Result(Ending.FAILED, "bug", null, asked);
    }
}
