package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.operation.snapshot.inspect.SnapshotFacts;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that was taken.
 *
 * @param handle by which calls, Kubernetes and ceph-csi find it
 * @param image the name of its image
 * @param size the smallest size of a volume that is restored from it
 * @param createdAt when its image was created; of a dry run, the current time
 * @param ready whether volumes can be restored from it
 */
public record SnapshotReply(
        String action, String handle, String image, String pool, SizeReply size, String createdAt, boolean ready)
        implements Reply.OfImage {
    public static SnapshotReply of(Snapshotted snapshotted) {
        return new SnapshotReply(
                snapshotted.actionText(),
                snapshotted.handle().toString(),
                snapshotted.image().name().value(),
                snapshotted.image().poolSpec().toString(),
                SizeReply.of(snapshotted.size().bytes()),
                snapshotted.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                snapshotted.ready());
    }

    /**
     * What is known of a snapshot besides its image. What is not known is left out.
     *
     * @param handle by which calls, Kubernetes and ceph-csi find it
     * @param name for calls: the one that a call gave to it, or the uid of its VolumeSnapshot
     * @param source the image that it was taken of
     * @param pvName the volume that it was taken of, if that still exists
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Details(
            String handle,
            @Nullable String name,
            @Nullable String source,
            @Nullable String pvName) {
        static Details of(SnapshotFacts facts) {
            return new Details(
                    facts.handle().toString(),
                    facts.name() == null ? null : facts.name().value(),
                    facts.source() == null ? null : facts.source().value(),
                    facts.volume() == null ? null : facts.volume().value());
        }
    }
}
