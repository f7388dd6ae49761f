package io.rbdfunctions.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.reconcile.Orphans;
import io.rbdfunctions.operation.reconcile.SweepReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sweep found and did, as {@link SweepReport} has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SweepReply(
        int claims,
        int volumes,
        Map<String, Integer> done,
        List<String> failures,
        int failed,
        @Nullable Orphans orphans,
        @JsonProperty("complete") boolean isComplete)
        implements Reply {

    static SweepReply of(SweepReport report) {
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
