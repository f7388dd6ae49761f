package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an image. Properties that do not apply are left out.
 *
 * @param snapshot the snapshot whose image it is, if the request names a snapshot
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InfoReply(
        String image,
        String pool,
        String id,
        SizeReply size,
        long objects,
        SizeReply objectSize,
        List<String> features,
        @Nullable String dataPool,
        @Nullable String createdAt,
        @Nullable String parent,
        List<String> watchers,
        List<Snapshot> snapshots,
        Map<String, String> metadata,
        SnapshotReply.@Nullable Details snapshot)
        implements Reply.OfImage {

    /** A snapshot of the image. */
    record Snapshot(
            String name,
            SizeReply size,
            @JsonProperty("protected") boolean isProtected) {}

    public static InfoReply of(SnapshotReport report) {
        return build(report.image(), SnapshotReply.Details.of(report.facts()));
    }

    public static InfoReply of(ImageReport report) {
        return build(report, null);
    }

    private static InfoReply build(ImageReport report, SnapshotReply.@Nullable Details snapshot) {
        return new InfoReply(
                report.image().name().value(),
                report.image().poolSpec().toString(),
                report.id(),
                SizeReply.of(report.size()),
                report.objects(),
                SizeReply.of(report.objectSize()),
                report.features(),
                report.dataPool(),
                report.createdAt() == null ? null : report.createdAt().toString(),
                report.parent(),
                report.watchers(),
                report.snapshots().stream()
                        .map(found -> new Snapshot(found.name(), SizeReply.of(found.size()), found.isProtected()))
                        .toList(),
                report.metadata(),
                snapshot);
    }
}
