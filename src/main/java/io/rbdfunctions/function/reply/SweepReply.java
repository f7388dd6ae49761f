package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SweepReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sweep found and did, as {@link SweepReport} has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepReply(
        int claims,
        int volumes,
        Map<String, Integer> done,
        List<String> failures,
        int failed,
        @Nullable Orphans orphans,
        @JsonProperty("complete") boolean isComplete)
        implements Reply {

    public static SweepReply of(SweepReport report) {
        return new SweepReply(
                report.claims(),
                report.volumes(),
                report.done(),
                report.failures(),
                report.failed(),
                report.orphans(),
                report.isComplete());
    }

    @Override
    public String subject() {
        return "sweep";
    }
}
