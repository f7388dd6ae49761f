package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.check.CheckReport;
import io.rbdfunctions.operation.outcome.EnumText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of the check of a class.
 *
 * @param isOk whether no step failed
 * @param steps in the order in which they were run; the first that failed names the fault
 */
public record CheckReply(@JsonProperty("ok") boolean isOk, List<Step> steps) implements Reply {
    /**
     * A step.
     *
     * @param step its name
     * @param result {@code passed}, {@code failed} or {@code skipped}
     * @param detail what was found, or why the step was skipped
     * @param remedy what to do; absent unless the step failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String step,
            String result,
            String detail,
            @Nullable String remedy) {
        static Step of(CheckReport.Line line) {
            return new Step(
                    line.step().toString(),
                    EnumText.label(line.finding().result()),
                    line.finding().detail(),
                    line.finding().remedy());
        }
    }

    public static CheckReply of(CheckReport report) {
        return new CheckReply(
                report.isOk(), report.lines().stream().map(Step::of).toList());
    }

    @Override
    public String subject() {
        return "check";
    }
}
