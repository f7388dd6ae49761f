package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.operation.rollback.RolledBack;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rollback.
 *
 * @param trashId the id in the trash of what the volume was before, to go back to it; left out if it is unknown
 * @param expiresAt the end of its retention there; left out if it is no longer there
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RollbackReply(
        String action,
        String image,
        String pool,
        @Nullable String trashId,
        @Nullable String expiresAt,
        List<String> warnings)
        implements Reply.OfImage {
    public static RollbackReply of(RolledBack answer) {
        return new RollbackReply(
                answer.actionText(),
                answer.image().name().value(),
                answer.image().poolSpec().toString(),
                answer.trashId() == null ? null : answer.trashId().value(),
                answer.expiry() == null
                        ? null
                        : answer.expiry().truncatedTo(ChronoUnit.SECONDS).toString(),
                answer.warnings());
    }
}
