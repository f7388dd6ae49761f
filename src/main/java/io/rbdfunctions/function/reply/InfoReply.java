package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.inspect.ImageReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of an image. Properties that do not apply are left out. */
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
        Map<String, String> metadata)
        implements Reply.OfImage {

    /** A snapshot of the image. */
    record Snapshot(
            String name,
            SizeReply size,
            @JsonProperty("protected") boolean isProtected) {}

    public static InfoReply of(ImageReport report) {
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
                        .map(snapshot ->
                                new Snapshot(snapshot.name(), SizeReply.of(snapshot.size()), snapshot.isProtected()))
                        .toList(),
                report.metadata());
    }
}
