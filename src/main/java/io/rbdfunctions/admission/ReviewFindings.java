package io.rbdfunctions.admission;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.admission.Verdict.Rejection;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one review. */
final class ReviewFindings {
    private final Violations violations = new Violations();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> auditAnnotations = new LinkedHashMap<>();
    private @Nullable Rejection rejection;

    /** Invalid fields of the object; any violation rejects the change. */
    Violations violations() {
        return violations;
    }

    /** Rejects the change. If called more than once, the first message is reported. */
    void reject(Kind kind, String message) {
        if (rejection == null) {
            rejection = new Rejection(kind, message);
        }
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void annotate(String key, String value) {
        auditAnnotations.put(key, value);
    }

    boolean isAllowedSoFar() {
        return rejection == null && violations.isEmpty();
    }

    /** Runs an optional check. If it fails or takes longer than the timeout, adds a warning and returns empty. */
    <T> Optional<Outcome<T>> tryCheck(String subject, Duration timeout, Supplier<Outcome<T>> check) {
        String reason;
        try {
            Optional<Outcome<T>> outcome = Parallel.within(timeout, check);
            if (outcome.isPresent()) {
                return outcome;
            }
            reason = "no answer within %d ms".formatted(timeout.toMillis());
        } catch (TryAgainException | ApiException | InvalidValueException failure) {
            reason = String.valueOf(failure.getMessage());
        }
        warn("%s could not be checked: %s".formatted(subject, reason));
        return Optional.empty();
    }

    Verdict verdict() {
        List<Violation> found = violations.all();
        if (found.isEmpty()) {
            return new Verdict(rejection, warnings, auditAnnotations);
        }
        annotate("fields", found.stream().map(Violation::field).distinct().collect(joining(",")));
        String message = found.stream().map(Violation::toString).collect(joining("; "));
        return new Verdict(new Rejection(Kind.INVALID, message), warnings, auditAnnotations);
    }
}
