package io.rbdfunctions.function.problem;

import io.quarkus.funqy.runtime.ApplicationException;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended that did not succeed.
 *
 * @param detail for a person to read
 * @param pause how long to wait before trying again; zero where trying again is not the thing to do
 */
public record Problem(ProblemKind kind, String detail, List<Violation> violations, Duration pause) {
    private static final Duration UNTIL_RELEASED = Duration.ofSeconds(30);
    private static final int TOLD = 3;

    public Problem {
        violations = List.copyOf(violations);
    }

    Problem(ProblemKind kind, String detail) {
        this(kind, detail, List.of(), Duration.ZERO);
    }

    /**
     * What the failure means to the caller.
     *
     * @param failure null where a handler gave no more than a status
     * @param status what the handler said, 400 to 599
     */
    public static Problem of(@Nullable Throwable failure, int status) {
        return switch (cause(failure)) {
            case ProblemException known -> known.problem();
            case InvalidRequestException invalid -> invalid(invalid.violations());
            case TryAgainException passing ->
                new Problem(ProblemKind.of(passing.obstacle()), message(passing), List.of(), passing.pause());
            case RejectedExecutionException _ -> busy();
            case null, default -> ofStatus(status);
        };
    }

    public static Problem of(Refusal refusal) {
        Duration pause = refusal.reason() == Refusal.Reason.IN_USE ? UNTIL_RELEASED : Duration.ZERO;
        return new Problem(ProblemKind.of(refusal.reason()), refusal.detail(), refusal.violations(), pause);
    }

    public static Problem busy() {
        return new Problem(
                ProblemKind.BUSY,
                "as many requests are being worked on as are let in; try again in a moment",
                List.of(),
                Duration.ofSeconds(1));
    }

    private static Problem invalid(List<Violation> violations) {
        String first = violations.stream().limit(TOLD).map(Violation::toString).collect(Collectors.joining("; "));
        int more = violations.size() - TOLD;
        String detail = more > 0 ? "%s; and %d more".formatted(first, more) : first;
        return new Problem(ProblemKind.INVALID, detail, violations, Duration.ZERO);
    }

    private static Problem ofStatus(int status) {
        ProblemKind kind = ProblemKind.ofStatus(status);
        return new Problem(
                kind,
                switch (kind) {
                    case NOT_FOUND -> "there is nothing at this path";
                    case TOO_LARGE -> "the body may be 1 MiB at most";
                    case BUG -> "the request ran into a fault of this program; its log tells more under this instance";
                    default -> kind.title();
                });
    }

    /** What a function threw, without what Funqy and the executor wrapped it in. */
    static @Nullable public Throwable cause(@Nullable Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof ApplicationException || inner instanceof CompletionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
