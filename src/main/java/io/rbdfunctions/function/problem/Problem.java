package io.rbdfunctions.function.problem;

import io.quarkus.funqy.runtime.ApplicationException;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request that did not succeed.
 *
 * @param detail for people to read
 * @param retryAfter when to repeat the request; zero if a repetition does not help
 */
public record Problem(ProblemKind kind, String detail, List<Violation> violations, Duration retryAfter) {
    private static final int VIOLATIONS_IN_DETAIL = 3;

    public Problem {
        violations = List.copyOf(violations);
    }

    Problem(ProblemKind kind, String detail) {
        this(kind, detail, List.of(), Duration.ZERO);
    }

    /**
     * The problem to report for a failure.
     *
     * @param failure null if a handler failed the request with only a status
     * @param status the handler's status, 400 to 599
     */
    public static Problem of(@Nullable Throwable failure, int status) {
        return switch (cause(failure)) {
            case ProblemException known -> known.problem();
            case InvalidRequestException invalid -> invalid(invalid.violations());
            case TryAgainException retryable ->
                new Problem(
                        ProblemKind.of(retryable.obstacle()),
                        Objects.requireNonNullElse(retryable.getMessage(), ""),
                        List.of(),
                        retryable.pause());
            case RejectedExecutionException _ -> busy();
            case null, default -> ofStatus(status);
        };
    }

    public static Problem of(Refusal refusal) {
        return refusal.violations().isEmpty()
                ? new Problem(ProblemKind.of(refusal.reason()), refusal.detail(), List.of(), refusal.retryAfter())
                : invalid(refusal.violations());
    }

    public static Problem busy() {
        return new Problem(
                ProblemKind.BUSY,
                "the limit of concurrent requests is reached; try again in a moment",
                List.of(),
                Duration.ofSeconds(1));
    }

    private static Problem invalid(List<Violation> violations) {
        String first = violations.stream()
                .limit(VIOLATIONS_IN_DETAIL)
                .map(Violation::toString)
                .collect(Collectors.joining("; "));
        int more = violations.size() - VIOLATIONS_IN_DETAIL;
        String detail = more > 0 ? "%s; and %d more".formatted(first, more) : first;
        return new Problem(ProblemKind.INVALID, detail, violations, Duration.ZERO);
    }

    private static Problem ofStatus(int status) {
        ProblemKind kind = ProblemKind.ofStatus(status);
        return new Problem(
                kind,
                switch (kind) {
                    case NOT_FOUND -> "nothing is served at this path";
                    case TOO_LARGE -> "the body exceeds 1 MiB";
                    case INTERNAL_ERROR -> "an internal error; the log has the details under this instance";
                    default -> kind.title();
                });
    }

    /** Unwraps a function's exception from those of Funqy and the executor. */
    static @Nullable public Throwable cause(@Nullable Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof ApplicationException || inner instanceof CompletionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
