package io.rbdfunctions.operation.check;

import io.quarkus.arc.All;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.concurrent.SingleFlight;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.check.CheckReport.Line;
import io.rbdfunctions.operation.check.Finding.Result;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the steps of a check one after the other. What the API server said before is read again. */
@Singleton
public final class ClassChecker implements VolumeOperation<CheckRequest, CheckReport> {
    /** No step begins after this time. Each step is bounded by the timeouts of the engine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<CheckStep> steps;
    private final ApiCache cache;
    private final InstantSource clock;
    private final SingleFlight<CheckRequest, CheckReport> running = new SingleFlight<>();

    ClassChecker(@All List<CheckStep> steps, ApiCache cache, @MonotonicClock InstantSource clock) {
        this.steps =
                steps.stream().sorted(Comparator.comparing(CheckStep::name)).toList();
        this.cache = cache;
        this.clock = clock;
    }

    /** Concurrent equal requests share one run, since they would make and remove the same image. */
    @Override
    public CheckReport run(CheckRequest request) {
        return running.share(request, () -> check(request));
    }

    private CheckReport check(CheckRequest request) {
        cache.clear();
        Deadline deadline = Deadline.after(LIMIT, clock);
        CheckContext context = new CheckContext(request);
        Map<StepName, Result> results = new EnumMap<>(StepName.class);
        List<Line> lines = new ArrayList<>();
        for (CheckStep step : steps) {
            Finding finding = obstacle(step, results, deadline).orElseGet(() -> run(step, context));
            results.put(step.name(), finding.result());
            lines.add(new Line(step.name(), finding));
        }
        return new CheckReport(lines);
    }

    /** Why the step cannot be run. */
    private Optional<Finding> obstacle(CheckStep step, Map<StepName, Result> results, Deadline deadline) {
        Optional<StepName> missing = step.name().needed().stream()
                .filter(needed -> results.get(needed) != Result.PASSED)
                .findFirst();
        if (missing.isPresent()) {
            return Optional.of(Finding.skipped("it needs the step %s, which %s"
                    .formatted(missing.get(), results.get(missing.get()) == Result.FAILED ? "failed" : "was skipped")));
        }
        if (step.needsApiServer() && !cache.isServed()) {
            return Optional.of(Finding.skipped("no cluster is configured, so there is no API server to ask"));
        }
        return deadline.hasPassed()
                ? Optional.of(Finding.failed(
                        "the steps before took more than %d s".formatted(LIMIT.toSeconds()),
                        "check that Ceph and the API server are healthy, and repeat the check"))
                : Optional.empty();
    }

    private static Finding run(CheckStep step, CheckContext context) {
        try {
            return switch (FailureClassifier.of(() -> step.run(context))) {
                case Outcome.Done<Finding>(Finding finding) -> finding;
                case Outcome.Refused<Finding>(Refusal refusal) -> failed(step, refusal.detail());
            };
        } catch (TryAgainException | InvalidValueException failure) {
            return failed(step, String.valueOf(failure.getMessage()));
        }
    }

    private static Finding failed(CheckStep step, String detail) {
        return Finding.failed(detail, step.name().remedy());
    }
}
