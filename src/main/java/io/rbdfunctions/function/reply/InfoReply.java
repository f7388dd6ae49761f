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
 * @param parent the snapshot that a clone was made from
 * @param parentInTrash whether the image of the parent is in the trash, where it waits for its clones; absent if not
 * @param children the clones of the image, without which it could be removed at once; absent if there are none
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
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean parentInTrash,
        @Nullable List<Child> children,
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

    /**
     * A clone of the image.
     *
     * @param image {@code pool/image} or {@code pool/namespace/image}
     * @param inTrash whether it is in the trash itself
     */
    record Child(String image, boolean inTrash) {
        private static Child of(ImageReport.Link clone) {
            return new Child(clone.name(), clone.isInTrash());
        }

        /** Null if there are none. */
        static @Nullable List<Child> of(List<ImageReport.Link> clones) {
            return clones.isEmpty() ? null : clones.stream().map(Child::of).toList();
        }
    }

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
                report.parent() == null ? null : report.parent().name(),
                report.parent() != null && report.parent().isInTrash(),
                Child.of(report.children()),
                report.watchers(),
                report.snapshots().stream()
                        .map(found -> new Snapshot(found.name(), SizeReply.of(found.size()), found.isProtected()))
                        .toList(),
                report.metadata(),
                snapshot);
    }
}
