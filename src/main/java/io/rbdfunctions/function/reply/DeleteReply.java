package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a deletion.
 *
 * @param expiresAt the end of the retention in the trash; null if the image is not in the trash
 * @param trashId its id in the trash, for {@code restore} and {@code purge}; null if the image is not in the trash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeleteReply(
        String action,
        String image,
        String pool,
        @Nullable String expiresAt,
        @Nullable String trashId) implements Reply.OfImage {
    public static DeleteReply of(SnapshotDeleted deleted) {
        ImageRef image = Objects.requireNonNull(deleted.image());
        return new DeleteReply(
                deleted.actionText(), image.name().value(), image.poolSpec().toString(), null, null);
    }

    public static DeleteReply of(Deleted deleted) {
        return new DeleteReply(
                deleted.actionText(),
                deleted.image().name().value(),
                deleted.image().poolSpec().toString(),
                deleted.expiry() == null
                        ? null
                        : deleted.expiry().truncatedTo(ChronoUnit.SECONDS).toString(),
                deleted.trashId() == null ? null : deleted.trashId().value());
    }
}
