package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.request.ImageAnswer;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link RollbackRequest}.
 *
 * @param trashId the id in the trash of what the volume was before, in a dry run the id that it would have; null if it is unknown
 * @param expiry the earliest time at which that leaves the trash; null if it has left it, or is unknown
 * @param warnings what the caller should do or check before the volume is used
 */
public record RolledBack(
        Action action,
        ImageRef image,
        @Nullable ImageId trashId,
        @Nullable Instant expiry,
        List<String> warnings) implements ImageAnswer {
    /** What was done to the volume. */
    public enum Action {
        ROLLED_BACK,
        ALREADY_ROLLED_BACK,
        WOULD_ROLL_BACK
    }

    public RolledBack {
        warnings = List.copyOf(warnings);
    }
}
