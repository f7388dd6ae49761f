package io.rbdfunctions.operation.check;

import io.rbdfunctions.operation.check.Finding.Result;
import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;

/**
 * The answer to a {@link CheckRequest}.
 *
 * @param lines one for each step, in the order of the steps
 */
public record CheckReport(List<Line> lines) implements VolumeAnswer {
    /** What a step has found. */
    public record Line(StepName step, Finding finding) {
        boolean isFailed() {
            return finding.result() == Result.FAILED;
        }
    }

    public CheckReport {
        lines = List.copyOf(lines);
    }

    /** Whether no step failed. */
    public boolean isOk() {
        return lines.stream().noneMatch(Line::isFailed);
    }

    @Override
    public String actionText() {
        return lines.stream()
                .filter(Line::isFailed)
                .findFirst()
                .map(line -> "failed at " + line.step())
                .orElse("passed");
    }
}
