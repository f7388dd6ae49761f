package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.status.StatusReport;
import io.rbdfunctions.sweep.FinishedSweep;
import io.rbdfunctions.sweep.Orphans;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How things stand, as {@link StatusReport} has it: times are of ISO 8601, sizes in bytes and in words. Their field is
 * not called size, which templates take for how many fields there are.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusReply(
        String at,
        int count,
        String capacity,
        List<Share> shares,
        List<Line> volumes,
        int omitted,
        @Nullable Orphans orphans,
        List<Trashed> trash,
        List<Failure> failures,
        @Nullable String failuresUnknown,
        @Nullable Sweep lastSweep,
        @JsonProperty("complete") boolean isComplete) {

    record Share(
            String storageClass, String pool, int volumes, long bytes, String capacity, Map<String, Integer> phases) {}

    record Line(
            String name, String storageClass, String image, long bytes, String capacity, String phase, String claim) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Trashed(
            String pool,
            String image,
            String id,
            String deletedAt,
            @Nullable String expiresAt,
            @Nullable String storageClass) {}

    record Failure(String last, String about, String reason, String message, int count) {}

    record Sweep(String at, SweepReply report) {}

    public static StatusReply of(StatusReport statusReport) {
        return new StatusReply(
                time(statusReport.at()),
                statusReport.shares().stream()
                        .mapToInt(StatusReport.Share::volumes)
                        .sum(),
                BinarySize.words(statusReport.shares().stream()
                        .mapToLong(StatusReport.Share::bytes)
                        .sum()),
                statusReport.shares().stream().map(StatusReply::share).toList(),
                statusReport.volumes().stream().map(StatusReply::line).toList(),
                statusReport.omitted(),
                statusReport.orphans(),
                statusReport.trash().stream().map(StatusReply::trashed).toList(),
                statusReport.failures().stream().map(StatusReply::failure).toList(),
                statusReport.failuresUnknown(),
                sweep(statusReport.lastSweep()),
                statusReport.isComplete());
    }

    private static Share share(StatusReport.Share share) {
        return new Share(
                share.storageClass(),
                share.pool(),
                share.volumes(),
                share.bytes(),
                BinarySize.words(share.bytes()),
                share.phases());
    }

    private static Line line(StatusReport.Line line) {
        return new Line(
                line.name(),
                line.storageClass(),
                line.image(),
                line.bytes(),
                BinarySize.words(line.bytes()),
                line.phase(),
                line.claim());
    }

    private static Trashed trashed(StatusReport.Trashed trashed) {
        return new Trashed(
                trashed.pool(),
                trashed.image(),
                trashed.id(),
                time(trashed.deletedAt()),
                trashed.expiresAt() == null ? null : time(trashed.expiresAt()),
                trashed.storageClass());
    }

    private static Failure failure(StatusReport.Failure failure) {
        return new Failure(time(failure.last()), failure.about(), failure.reason(), failure.message(), failure.count());
    }

    private static @Nullable Sweep sweep(@Nullable FinishedSweep sweep) {
        return sweep == null ? null : new Sweep(time(sweep.at()), SweepReply.of(sweep.report()));
    }

    private static String time(Instant time) {
        return Objects.toString(time.truncatedTo(ChronoUnit.SECONDS));
    }
}
